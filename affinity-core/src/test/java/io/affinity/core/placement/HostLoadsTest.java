package io.affinity.core.placement;

import static io.affinity.core.fixture.SmallFleet.constantDemand;
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

class HostLoadsTest {

    private static final int HOSTS = 6;
    private static final int VMS = 40;

    @Test
    void shortfallCostIsTheShareOfTheHostThatIsMissingTimesTheWeight() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64))
                .vm(vm("v1", 8, 4), id("a"))
                .vm(vm("v2", 8, 4).withPriority(Priority.HIGH), id("a"))
                .build();
        HostLoads loads = new HostLoads(constantDemand(fleet, 3, 4, 6, 6), new ObjectiveWeights(2000, 0, 0));

        // 12 cores are wanted of 8: half a host is missing; both VMs want the same, so importance is (1 + 4) / 2.
        assertThat(loads.shortfallCost(0)).isCloseTo(2000 * 0.5 * 2.5, within(1e-3));
        assertThat(loads.shortfallCost(1)).isZero();
        assertThat(loads.shortfallCostWith(0, 1, -1)).isZero();
        assertThat(loads.shortfallCostWith(1, 1, 1)).isZero();
        assertThat(loads.utilization(0)).isCloseTo(1.5, within(1e-6));
        assertThat(loads.utilizationWith(1, 0)).isCloseTo(0.75, within(1e-6));
    }

    @Test
    void nearStepsWeighMore() {
        Fleet fleet = fleet(host("a", 8, 64)).vm(vm("v1", 16, 4), id("a")).build();
        double near = new HostLoads(peakAt(fleet, 0), ObjectiveWeights.CONTENTION_ONLY).shortfallCost(0);
        double far = new HostLoads(peakAt(fleet, 9), ObjectiveWeights.CONTENTION_ONLY).shortfallCost(0);

        assertThat(far / near).isCloseTo(Math.pow(0.95, 9), within(1e-5));
    }

    private static Scenarios peakAt(Fleet fleet, int step) {
        Scenarios scenarios = constantDemand(fleet, 10, 2, 1);
        scenarios.column(0)[step * 2] = 16;
        scenarios.column(0)[step * 2 + 1] = 16;
        return scenarios;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void staysTrueOverThousandsOfMoves(long seed) {
        Scenarios scenarios = randomDemand(seed);
        Fleet fleet = scenarios.fleet();
        HostLoads loads = new HostLoads(scenarios, ObjectiveWeights.CONTENTION_ONLY);
        SplittableRandom random = new SplittableRandom(seed);
        int[] hostByVm = fleet.hostIndexByVm();
        for (int i = 0; i < 5000; i++) {
            int vm = random.nextInt(VMS);
            int host = random.nextInt(HOSTS);
            loads.remove(vm, hostByVm[vm]);
            double foretold = loads.shortfallCostWith(host, vm, 1);
            loads.add(vm, host);
            hostByVm[vm] = host;
            assertThat(loads.shortfallCost(host)).isCloseTo(foretold, within(1e-6 + 1e-9 * foretold));
        }

        Fleet moved = fleet.withPlacement(fleet.placementOf(hostByVm));
        HostLoads fresh = new HostLoads(
                new Scenarios(
                        moved,
                        scenarios.origin(),
                        scenarios.step(),
                        scenarios.steps(),
                        scenarios.scenarios(),
                        new float[][] {scenarios.column(0), scenarios.column(1)}),
                ObjectiveWeights.CONTENTION_ONLY);
        for (int h = 0; h < HOSTS; h++) {
            double expected = fresh.shortfallCost(h);
            assertThat(loads.shortfallCost(h)).isCloseTo(expected, within(1e-2 + 1e-4 * expected));
            assertThat(loads.utilization(h)).isCloseTo(fresh.utilization(h), within(1e-9));
            assertThat(loads.overcommit(h)).isCloseTo(fresh.overcommit(h), within(1e-12));
            assertThat(loads.vmCount(h)).isEqualTo(fresh.vmCount(h));
        }
    }

    @Test
    void takingAVmAwayCostsWhatItSaysBefore() {
        HostLoads loads = new HostLoads(randomDemand(4), ObjectiveWeights.CONTENTION_ONLY);
        Fleet fleet = randomDemand(4).fleet();
        for (int vm = 0; vm < VMS; vm++) {
            int host = fleet.hostIndexOf(vm);
            double foretold = loads.shortfallCostWith(host, vm, -1);
            loads.remove(vm, host);
            assertThat(loads.shortfallCost(host)).isCloseTo(foretold, within(1e-3 + 1e-6 * foretold));
        }
    }

    /** The scoring hot path: an average far below one small object a call means that no call allocates. */
    @Test
    void theHotPathAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        HostLoads loads = new HostLoads(randomDemand(5), ObjectiveWeights.CONTENTION_ONLY);
        Fleet fleet = randomDemand(5).fleet();
        churn(loads, fleet, 1000);

        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        double sum = churn(loads, fleet, 100_000);
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

        assertThat(sum).isPositive();
        assertThat(allocated).as("bytes allocated in 300,000 calls").isLessThan(20_000);
    }

    private static double churn(HostLoads loads, Fleet fleet, int rounds) {
        double sum = 0;
        for (int i = 0; i < rounds; i++) {
            int vm = i % VMS;
            int home = fleet.hostIndexOf(vm);
            loads.remove(vm, home);
            sum += loads.shortfallCostWith((home + 1 + i) % HOSTS, vm, 1);
            sum += loads.mayPromise((home + i) % HOSTS, vm) ? loads.utilizationWith(home, vm) : 0;
            loads.add(vm, home);
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
        Scenarios scenarios = constantDemand(builder.build(), 4, 8, new double[VMS]);
        for (int i = 0; i < scenarios.column(0).length; i++) {
            scenarios.column(0)[i] = (float) random.nextDouble(0, 6);
            scenarios.column(1)[i] = (float) random.nextDouble(1e9, 24e9);
        }
        return scenarios;
    }
}
