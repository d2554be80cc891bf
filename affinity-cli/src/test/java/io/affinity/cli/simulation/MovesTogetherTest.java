// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.dependence.Dependence;
import io.affinity.core.dependence.OutsideDependence;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MovesTogetherTest {

    private static Dependence pair(String vm, String other, int minutes, double correlation) {
        return new Dependence(
                new VmId(vm), new VmId(other), Resource.CPU, Duration.ofMinutes(minutes), correlation, 1e-6, 99, 1, 1);
    }

    private static OutsideDependence outside(String series, String vm, int minutes, double correlation) {
        return new OutsideDependence(
                series, new VmId(vm), Resource.CPU, Duration.ofMinutes(minutes), correlation, 1e-6, 99);
    }

    private static List<String> lines(List<Dependence> pairs, List<OutsideDependence> outside) {
        return TogetherText.of(MovesTogether.of(pairs, outside), VmNames.of(List.of()));
    }

    /** Each with each. */
    private static List<Dependence> clique(String name, int vms, double correlation) {
        List<Dependence> pairs = new ArrayList<>();
        for (int i = 0; i < vms; i++) {
            for (int j = i + 1; j < vms; j++) {
                pairs.add(pair(name + i, name + j, 0, correlation - 0.001 * j));
            }
        }
        return pairs;
    }

    @Test
    void thoseWhoAllPeakAtTheSameTimeAreOneGroup() {
        assertThat(lines(clique("web-", 10, 0.95), List.of()))
                .containsExactly("web-0, web-1, web-2 and 7 more, cpu: they peak together, at the same time"
                        + " (correlation 0.94 to 0.95)");
    }

    @Test
    void twoGroupsAreNamedBesideEachOtherOnceWithTheLagBetweenThem() {
        List<Dependence> pairs = new ArrayList<>(clique("web-", 3, 0.95));
        pairs.addAll(clique("db-", 3, 0.9));
        for (int web = 0; web < 3; web++) {
            for (int db = 0; db < 3; db++) {
                pairs.add(pair("db-" + db, "web-" + web, -15, 0.8 - 0.01 * web - 0.001 * db));
            }
        }

        assertThat(lines(pairs, List.of()))
                .containsExactly(
                        "web-0, web-1 and web-2, cpu: they peak together, at the same time (correlation 0.95)",
                        "db-0, db-1 and db-2, cpu: they peak together, at the same time (correlation 0.90)",
                        "web-0 and db-0, cpu: they peak together, db-0 15 min later (correlation 0.80)",
                        "and 8 more pairs of VMs");
    }

    @Test
    void whoTakesTurnsIsAPair() {
        assertThat(lines(List.of(pair("day", "night", 0, -0.7)), List.of()))
                .containsExactly("day and night, cpu: they take turns, at the same time (correlation -0.70)");
    }

    @Test
    void thereAreFiveOfAKindAndTheRestIsCounted() {
        List<Dependence> pairs = IntStream.range(0, 7)
                .mapToObj(i -> pair("a" + i, "b" + i, 0, 0.9 - 0.01 * i))
                .toList();
        List<OutsideDependence> outside = IntStream.range(0, 6)
                .mapToObj(i -> outside("series-" + i, "a", 5, 0.5 - 0.01 * i))
                .toList();

        assertThat(lines(pairs, outside))
                .hasSize(12)
                .contains("a4 and b4, cpu: they peak together, at the same time (correlation 0.86)")
                .containsSubsequence("and 2 more pairs of VMs", "and 1 more VM with a series from outside");
    }

    @Test
    void thoseWhoFollowASeriesByTheSameLagAreTold() {
        assertThat(lines(
                        List.of(),
                        List.of(
                                outside("sign-ins", "web-1", 20, 0.9),
                                outside("sign-ins", "web-2", 20, 0.8),
                                outside("sign-ins", "report", -30, 0.5),
                                outside("price", "web-1", 0, -0.4))))
                .containsExactly(
                        "sign-ins: web-1 and web-2, cpu: rise with it, 20 min later (correlation 0.80 to 0.90)",
                        "sign-ins: report, cpu: rises with it, 30 min before (correlation 0.50)",
                        "price: web-1, cpu: falls as it rises, at the same time (correlation -0.40)");
    }

    @Test
    void eachResourceHasItsTurn() {
        List<Dependence> pairs = new ArrayList<>(clique("web-", 2, 0.6));
        for (int i = 0; i < 7; i++) {
            pairs.add(new Dependence(
                    new VmId("a" + i),
                    new VmId("b" + i),
                    Resource.MEMORY,
                    Duration.ZERO,
                    0.99 - 0.001 * i,
                    1e-6,
                    99,
                    1,
                    1));
        }

        assertThat(lines(pairs, List.of()))
                .hasSize(6)
                .containsSubsequence(
                        "web-0 and web-1, cpu: they peak together, at the same time (correlation 0.60)",
                        "a0 and b0, memory: they peak together, at the same time (correlation 0.99)",
                        "a3 and b3, memory: they peak together, at the same time (correlation 0.99)",
                        "and 3 more pairs of VMs");
    }

    @Test
    void theOrderInWhichPairsWereFoundDoesNotMatter() {
        List<Dependence> pairs = new ArrayList<>(clique("web-", 6, 0.9));
        pairs.addAll(clique("db-", 4, 0.9));
        pairs.add(pair("web-1", "db-2", 15, 0.9));
        MovesTogether expected = MovesTogether.of(pairs, List.of());
        Collections.shuffle(pairs, new Random(5));

        assertThat(MovesTogether.of(pairs, List.of())).isEqualTo(expected);
    }

    @Test
    void whatIsNoMoreThanChanceIsNothing() {
        assertThat(MovesTogether.of(List.of(pair("a", "b", 0, 0)), List.of()).isEmpty())
                .isTrue();
        assertThat(lines(List.of(), List.of())).isEmpty();
    }
}
