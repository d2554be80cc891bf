// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import static io.affinity.core.fixture.SmallFleet.constantColumns;
import static io.affinity.core.fixture.SmallFleet.constantDemand;
import static io.affinity.core.fixture.SmallFleet.demand;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Priority;
import io.affinity.spi.placement.ObjectiveWeights;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioCostsTest {

    private static final int HOSTS = 6;
    private static final int VMS = 40;

    @Test
    void shortageCostsTheTimeOfTheVmsAndTheShareOfTheHostThatIsMissing() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64))
                .vm(vm("v1", 8, 4), id("a"))
                .vm(vm("v2", 8, 4).withPriority(Priority.HIGH), id("a"))
                .build();
        ScenarioCosts costs = new ScenarioCosts(constantDemand(fleet, 3, 4, 6, 6), new ObjectiveWeights(12, 500, 0, 0));

        // 12 cores are wanted of 8: half a host is missing; both VMs want the same, so importance is (1 + 4) / 2.
        // The horizon is a quarter of an hour, and the VMs weigh 1 and 4.
        assertThat(costs.shortfallCost(0)).isCloseTo(0.25 * 500 * 0.5 * 2.5, within(1e-3));
        assertThat(costs.contentionCost(0)).isCloseTo(0.25 * 12 * (1 + 4), within(1e-9));
        assertThat(costs.shortageCost(0)).isEqualTo(costs.shortfallCost(0) + costs.contentionCost(0));
        assertThat(costs.shortageCost(1)).isZero();
        assertThat(costs.costWith(1, 1, ScenarioCosts.NOBODY)).isZero();
        assertThat(costs.utilization(0)).isCloseTo(1.5, within(1e-6));
        assertThat(costs.utilizationWith(1, 0, ScenarioCosts.NOBODY)).isCloseTo(0.75, within(1e-6));
    }

    @Test
    void nearStepsWeighMore() {
        Fleet fleet = fleet(host("a", 8, 64)).vm(vm("v1", 16, 4), id("a")).build();
        double near = new ScenarioCosts(peakAt(fleet, 0), ObjectiveWeights.CONTENTION_ONLY).shortfallCost(0);
        double far = new ScenarioCosts(peakAt(fleet, 9), ObjectiveWeights.CONTENTION_ONLY).shortfallCost(0);

        assertThat(far / near).isCloseTo(Math.exp(-9 * 5 / 15.0), within(1e-5));
    }

    private static Scenarios peakAt(Fleet fleet, int step) {
        float[][] columns = constantColumns(fleet, 20, 1);
        columns[0][step * 2] = 16;
        columns[0][step * 2 + 1] = 16;
        return demand(fleet, 10, 2, columns);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void staysTheSameToTheLastBitOverThousandsOfMoves(long seed) {
        Scenarios scenarios = randomDemand(seed);
        Fleet fleet = scenarios.fleet();
        ScenarioCosts costs = new ScenarioCosts(scenarios, ObjectiveWeights.CONTENTION_ONLY);
        SplittableRandom random = new SplittableRandom(seed);
        int[] hostByVm = fleet.hostIndexByVm();
        for (int i = 0; i < 5000; i++) {
            int vm = random.nextInt(VMS);
            int host = random.nextInt(HOSTS);
            int other = random.nextInt(VMS);
            int from = hostByVm[vm];
            if (hostByVm[other] == host && from != host) {
                double foretold = costs.costWith(host, vm, other);
                double left = costs.costWith(from, other, vm);
                costs.move(vm, from, host);
                costs.move(other, host, from);
                hostByVm[vm] = host;
                hostByVm[other] = from;
                assertThat(costs.cost(host)).isCloseTo(foretold, within(1e-12 * foretold));
                assertThat(costs.cost(from)).isCloseTo(left, within(1e-12 * left));
            } else if (from != host) {
                double foretold = costs.costWith(host, vm, ScenarioCosts.NOBODY);
                double left = costs.costWith(from, ScenarioCosts.NOBODY, vm);
                costs.move(vm, from, host);
                hostByVm[vm] = host;
                assertThat(costs.cost(host)).isCloseTo(foretold, within(1e-12 * foretold));
                assertThat(costs.cost(from)).isCloseTo(left, within(1e-12 * left));
            }
        }

        Fleet moved = fleet.withPlacement(fleet.placementOf(hostByVm));
        ScenarioCosts fresh = new ScenarioCosts(scenarios.over(moved), ObjectiveWeights.CONTENTION_ONLY);
        for (int h = 0; h < HOSTS; h++) {
            assertThat(costs.shortageCost(h)).isEqualTo(fresh.shortageCost(h));
            assertThat(costs.utilization(h)).isEqualTo(fresh.utilization(h));
            assertThat(costs.cost(h)).isEqualTo(fresh.cost(h));
        }
    }

    /** The scoring hot path: an average far below one small object a call means that no call allocates. */
    @Test
    void theHotPathAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ScenarioCosts costs = new ScenarioCosts(randomDemand(5), new ObjectiveWeights(4, 1000, 5, 3));
        Fleet fleet = randomDemand(5).fleet();
        churn(costs, fleet, 1000);

        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        double sum = churn(costs, fleet, 100_000);
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

        assertThat(sum).isPositive();
        assertThat(allocated).as("bytes allocated in 300,000 calls").isLessThan(20_000);
    }

    private static double churn(ScenarioCosts costs, Fleet fleet, int rounds) {
        double sum = 0;
        for (int i = 0; i < rounds; i++) {
            int vm = i % VMS;
            int home = fleet.hostIndexOf(vm);
            int other = (home + 1 + i % (HOSTS - 1)) % HOSTS;
            sum += costs.costWith(other, vm, ScenarioCosts.NOBODY);
            sum += costs.costWith(home, ScenarioCosts.NOBODY, vm);
            costs.move(vm, home, other);
            costs.move(vm, other, home);
        }
        return sum;
    }

    private static Scenarios randomDemand(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Fleet.Builder builder = fleet();
        for (int h = 0; h < HOSTS; h++) {
            builder.host(host("h" + h, 16, 128));
        }
        for (int v = 0; v < VMS; v++) {
            builder.vm(
                    vm("v" + v, 8, 16).withPriority(v % 3 == 0 ? Priority.HIGH : Priority.NORMAL),
                    id("h" + random.nextInt(HOSTS)));
        }
        float[][] columns = new float[2][VMS * 4 * 8];
        for (int i = 0; i < columns[0].length; i++) {
            columns[0][i] = (float) random.nextDouble(0, 6);
            columns[1][i] = (float) random.nextDouble(1e9, 24e9);
        }
        return demand(builder.build(), 4, 8, columns);
    }
}
