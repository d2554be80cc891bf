// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.transit;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.check.Occupancy;
import io.affinity.core.check.PlacementChecker;
import io.affinity.core.plan.RandomRelocation;
import io.affinity.core.plan.SafeStart;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesOnTheWayTest {

    private static final int STATES = 60;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sayOfEachStartWhatTheCheckerSaysOfTheWholeFleet(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Fleet fleet = RandomRelocation.of(seed).fleet();
        RulesOnTheWay rules = new RulesOnTheWay(fleet);
        PlacementChecker checker = new PlacementChecker(fleet);
        Occupancy occupancy = new Occupancy(fleet.placement());
        for (int i = 0; i < STATES; i++) {
            int vm = random.nextInt(fleet.vms().size());
            int[] hosts = hosts(fleet, random);
            rules.set(vm, hosts);
            occupancy.set(id(fleet, vm), ids(fleet, hosts));

            compare(fleet, rules, checker, occupancy, random);
        }
    }

    private static void compare(
            Fleet fleet, RulesOnTheWay rules, PlacementChecker checker, Occupancy occupancy, SplittableRandom random) {
        int vm = random.nextInt(fleet.vms().size());
        int target = random.nextInt(fleet.hosts().size());
        int[] before = rules.hostsOf(vm).clone();
        if (occupancy.of(id(fleet, vm)).contains(fleet.hosts().get(target).id())) {
            return;
        }
        List<String> expected = SafeStart.obstacles(
                checker,
                occupancy,
                new Migration(
                        id(fleet, vm),
                        fleet.hosts().get(before[0]).id(),
                        fleet.hosts().get(target).id()));

        int obstacle = rules.obstacle(vm, target);

        assertThat(obstacle == RulesOnTheWay.NONE).isEqualTo(expected.isEmpty());
        if (obstacle != RulesOnTheWay.NONE) {
            assertThat(expected).contains(rules.name(obstacle));
        }
        assertThat(rules.hostsOf(vm)).as("the question leaves nothing behind").isEqualTo(before);
    }

    @Test
    void anObstacleIsAmongThoseThatTheDepartureOfWhatCausesItMayEnd() {
        int ended = 0;
        for (long seed = 1; seed <= 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Fleet fleet = RandomRelocation.of(seed).fleet();
            RulesOnTheWay rules = new RulesOnTheWay(fleet);
            int vm = random.nextInt(fleet.vms().size());
            int target = random.nextInt(fleet.hosts().size());
            int obstacle = rules.hostsOf(vm)[0] == target ? RulesOnTheWay.NONE : rules.obstacle(vm, target);
            for (int other = 0;
                    obstacle != RulesOnTheWay.NONE && other < fleet.vms().size();
                    other++) {
                int host = rules.hostsOf(other)[0];
                if (other != vm) {
                    rules.remove(other, host);
                    if (rules.obstacle(vm, target) != obstacle) {
                        ended++;
                        assertThat(LongStream.concat(
                                        LongStream.of(longs(rules.mendedBy(other, host))),
                                        LongStream.of(longs(rules.general()))))
                                .contains((long) obstacle);
                    }
                    rules.add(other, host);
                }
            }
        }
        assertThat(ended).as("the case is no rare one").isGreaterThan(20);
    }

    private static long[] longs(int[] numbers) {
        return java.util.Arrays.stream(numbers).asLongStream().toArray();
    }

    private static int[] hosts(Fleet fleet, SplittableRandom random) {
        return random.ints(1 + random.nextInt(3), 0, fleet.hosts().size())
                .distinct()
                .toArray();
    }

    private static Set<HostId> ids(Fleet fleet, int[] hosts) {
        Set<HostId> ids = new LinkedHashSet<>();
        for (int host : hosts) {
            ids.add(fleet.hosts().get(host).id());
        }
        return ids;
    }

    private static VmId id(Fleet fleet, int vm) {
        return fleet.vms().get(vm).id();
    }
}
