// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.effect;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.history.DemandRecorder;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class EventEffectsTest {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int DAY = 288;
    private static final int CPU = 0;

    /** Of a batch job, and of what is still to come. */
    private static final Instant FUTURE = ORIGIN.plus(STEP.multipliedBy(3L * DAY + 20));

    private final Map<VmId, List<Covariate>> byVm = new TreeMap<>();
    private final EventEffects effects = new EventEffects(new Announced(), DAY);
    private final DemandRecorder history = new DemandRecorder(STEP, 7 * DAY);
    private final SplittableRandom random = new SplittableRandom(5);
    private int steps;

    private final class Announced implements EventSource {
        @Override
        public String name() {
            return "announced";
        }

        @Override
        public List<Covariate> covariates(VmId vm) {
            return byVm.getOrDefault(vm, List.of());
        }
    }

    private record During(String name, Predicate<Instant> when) implements Covariate {
        @Override
        public double value(Instant stepStart) {
            return when.test(stepStart) ? 1 : 0;
        }
    }

    private static boolean isNight(Instant at) {
        return Math.floorMod(Duration.between(ORIGIN, at).toHours(), 24) == 2;
    }

    private static boolean isFuture(Instant at) {
        return !at.isBefore(FUTURE) && at.isBefore(FUTURE.plus(Duration.ofHours(1)));
    }

    /** This VM sees events of this kind at night; others of the kind are announced to all who listen. */
    private void concern(String vm, String kind, Predicate<Instant> when) {
        byVm.computeIfAbsent(vmId(vm), it -> new ArrayList<>()).add(new During(kind, when));
    }

    /** Each VM demands a core and, where it sees events at night, as much again for each that is told here. */
    private void days(int days, Map<String, Double> nightly) {
        for (int until = steps + days * DAY; steps < until; steps++) {
            Instant at = ORIGIN.plus(STEP.multipliedBy(steps));
            Fleet.Builder fleet = Fleet.builder(at).host(host("a", 64, 64));
            double[] demand = new double[2 * nightly.size()];
            int v = 0;
            for (Map.Entry<String, Double> one : nightly.entrySet()) {
                fleet.vm(vm(one.getKey(), 8, 8), id("a"));
                demand[2 * v] = 1 + (isNight(at) ? one.getValue() : 0) + 0.02 * random.nextGaussian();
                demand[2 * v + 1] = 1e9;
                v++;
            }
            Fleet built = fleet.build();
            history.record(Observation.of(built, demand));
            effects.prepare(built, history);
        }
    }

    private double cores(String vm, Instant at) {
        return effects.of(vmId(vm)).mean(CPU, at);
    }

    @Test
    void learnsWhatEventsAddedToTheVm() {
        concern("v0", "batch", EventEffectsTest::isNight);

        days(3, Map.of("v0", 3.0));

        Instant tomorrow = ORIGIN.plus(Duration.ofHours(3 * 24 + 2));
        assertThat(cores("v0", tomorrow)).isCloseTo(3, within(0.3));
        assertThat(cores("v0", tomorrow.plus(Duration.ofHours(3)))).isZero();
        assertThat(effects.known()).singleElement().satisfies(effect -> {
            assertThat(effect.kind()).isEqualTo("batch");
            assertThat(effect.resource()).isEqualTo(Resource.CPU);
            assertThat(effect.share()).isCloseTo(3, within(0.3));
            assertThat(effect.vms()).isEqualTo(1);
        });
    }

    @Test
    void aVmThatHasNeverSeenAnEventOfTheKindHasTheEffectOfTheOthers() {
        concern("v0", "campaign", EventEffectsTest::isNight);
        concern("v1", "campaign", EventEffectsTest::isNight);
        concern("v2", "campaign", EventEffectsTest::isFuture);

        days(3, new TreeMap<>(Map.of("v0", 3.0, "v1", 2.0, "v2", 0.0)));

        assertThat(cores("v2", FUTURE)).isBetween(2.0, 3.0);
        assertThat(effects.of(vmId("v2")).deviation(CPU, FUTURE)).isPositive();
    }

    @Test
    void whatAVmSawItselfCountsMoreThanTheOthers() {
        for (int v = 0; v < 6; v++) {
            concern("v" + v, "campaign", EventEffectsTest::isNight);
        }

        days(3, new TreeMap<>(Map.of("v0", 0.5, "v1", 3.0, "v2", 2.8, "v3", 3.2, "v4", 3.0, "v5", 2.9)));

        assertThat(cores("v0", ORIGIN.plus(Duration.ofHours(3 * 24 + 2)))).isCloseTo(0.5, within(0.1));
    }

    @Test
    void aKindThatNobodyHasSeenAddsNothing() {
        concern("v0", "first of its kind", EventEffectsTest::isFuture);

        days(2, Map.of("v0", 3.0));

        assertThat(effects.of(vmId("v0")).isNone()).isTrue();
        assertThat(effects.known()).isEmpty();
    }

    @Test
    void chanceIsNoEffect() {
        for (int v = 0; v < 4; v++) {
            concern(
                    "v" + v,
                    "nothing",
                    at -> Math.floorMod(Duration.between(ORIGIN, at).toHours(), 24) == 7);
        }

        days(3, new TreeMap<>(Map.of("v0", 0.0, "v1", 0.0, "v2", 0.0, "v3", 0.0)));

        Instant at = ORIGIN.plus(Duration.ofHours(3 * 24 + 7));
        assertThat(Math.abs(cores("v0", at))).isLessThan(0.03);
    }

    @Test
    void whatIsCalledOffAddsNothing() {
        concern("v0", "campaign", EventEffectsTest::isNight);
        concern("v1", "campaign", EventEffectsTest::isFuture);
        days(3, new TreeMap<>(Map.of("v0", 3.0, "v1", 0.0)));
        assertThat(cores("v1", FUTURE)).isGreaterThan(1);

        byVm.remove(vmId("v1"));
        concern("v1", "campaign", at -> false);
        days(1, new TreeMap<>(Map.of("v0", 3.0, "v1", 0.0)));

        assertThat(cores("v1", FUTURE)).isZero();
    }

    @Test
    void anEventOfOneKindCountsOnceItIsOver() {
        concern("v0", "campaign", at -> at.isBefore(ORIGIN.plus(Duration.ofHours(26))) && isNight(at) || isFuture(at));

        days(1, Map.of("v0", 2.0));
        assertThat(cores("v0", FUTURE)).isCloseTo(2, within(0.3));
    }

    @Test
    void aCovariateThatIsNoNumberIsNamed() {
        byVm.put(vmId("v0"), List.of(new Covariate() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public double value(Instant stepStart) {
                return Double.NaN;
            }
        }));

        assertThatThrownBy(() -> days(1, Map.of("v0", 0.0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("broken");
    }
}
