// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import static io.affinity.core.fixture.SmallFleet.demand;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HostLoadsTest {

    private static final int HOSTS = 8;
    private static final int VMS = 60;
    private static final int STEPS = 3;
    private static final int SCENARIOS = 8;

    /** Values of all magnitudes, such that sums of floats would drift at once. */
    private static Scenarios scenarios() {
        SplittableRandom random = new SplittableRandom(11);
        Fleet.Builder builder = fleet();
        for (int h = 0; h < HOSTS; h++) {
            builder.host(host("h" + h, 20, 80));
        }
        float[][] columns = new float[2][VMS * STEPS * SCENARIOS];
        for (int v = 0; v < VMS; v++) {
            builder.vm(vm("v" + v, 8, 32), id("h" + random.nextInt(HOSTS)));
        }
        for (int i = 0; i < columns[0].length; i++) {
            columns[0][i] = (float) Math.exp(random.nextDouble(-12, 2));
            columns[1][i] = (float) random.nextDouble(1e9, 24e9);
        }
        return demand(builder.build(), STEPS, SCENARIOS, columns);
    }

    @Test
    void isTheSameToTheLastBitAfterAMillionMoves() {
        Scenarios scenarios = scenarios();
        Fleet fleet = scenarios.fleet();
        HostLoads loads = new HostLoads(scenarios);
        SplittableRandom random = new SplittableRandom(5);
        int[] hostByVm = fleet.hostIndexByVm();
        for (int i = 0; i < 1_000_000; i++) {
            int vm = random.nextInt(VMS);
            int target = random.nextInt(HOSTS);
            loads.move(vm, hostByVm[vm], target);
            hostByVm[vm] = target;
        }

        HostLoads fresh = new HostLoads(scenarios.over(fleet.withPlacement(fleet.placementOf(hostByVm))));
        for (int h = 0; h < HOSTS; h++) {
            assertSame(loads, fresh, h);
        }
    }

    private static void assertSame(HostLoads one, HostLoads other, int host) {
        HostOutlook first = one.outlook();
        HostOutlook second = other.outlook();
        one.read(host, first);
        other.read(host, second);
        assertThat(first.exceeded()).isEqualTo(second.exceeded());
        assertThat(first.unserved()).isEqualTo(second.unserved());
        for (int r = 0; r < 2; r++) {
            assertThat(one.meanLoad(host, r)).isEqualTo(other.meanLoad(host, r));
            for (int t = 0; t < STEPS; t++) {
                for (int s = 0; s < SCENARIOS; s++) {
                    assertThat(one.load(host, r, t, s)).isEqualTo(other.load(host, r, t, s));
                }
            }
        }
    }

    @Test
    void foretellsExactlyWhatAMoveDoesToBothHosts() {
        Scenarios scenarios = scenarios();
        HostLoads loads = new HostLoads(scenarios);
        MoveProjection projection = new MoveProjection(loads);
        HostOutlook found = loads.outlook();
        for (int vm = 0; vm < VMS; vm++) {
            int source = scenarios.fleet().hostIndexOf(vm);
            int target = (source + 1 + vm % (HOSTS - 1)) % HOSTS;
            projection.project(vm, source, target);
            loads.read(source, found);
            assertThat(projection.sourceBefore().unserved()).isEqualTo(found.unserved());

            loads.move(vm, source, target);
            loads.read(source, found);
            assertThat(projection.sourceAfter().exceeded()).isEqualTo(found.exceeded());
            assertThat(projection.sourceAfter().unserved()).isEqualTo(found.unserved());
            loads.read(target, found);
            assertThat(projection.targetAfter().exceeded()).isEqualTo(found.exceeded());
            assertThat(projection.targetAfter().unserved()).isEqualTo(found.unserved());
            loads.move(vm, target, source);
        }
    }

    /** One VM of 6 cores on a host of 8 that already has 4 in half of the scenarios and 1 in the others. */
    @Test
    void countsTheOwnEffectOfAMove() {
        Fleet fleet = fleet(host("a", 8, 64), host("b", 8, 64))
                .vm(vm("moved", 8, 4), id("a"))
                .vm(vm("there", 8, 4), id("b"))
                .build();
        Scenarios scenarios = demand(fleet, 1, 2, new float[][] {{6, 6, 4, 1}, new float[4]});
        HostLoads loads = new HostLoads(scenarios);
        MoveProjection projection = new MoveProjection(loads);

        projection.project(0, 0, 1);

        assertThat(projection.targetBefore().isCalm()).isTrue();
        assertThat(projection.targetAfter().probability(0, 0)).isEqualTo(0.5);
        assertThat(projection.targetAfter().unserved(0, 0)).isEqualTo(1);
        assertThat(projection.targetAfter().peakProbability()).isEqualTo(0.5);
        assertThat(projection.sourceAfter().isCalm()).isTrue();
        assertThat(projection.probabilityChange(0, 0)).isEqualTo(0.5);
        assertThat(projection.unservedChange(0, 0)).isEqualTo(1);
        assertThat(projection.unservedChange(1, 0)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> projection.project(0, 0, 0))
                .withMessageContaining("(0)");
    }

    @Test
    void agreesWithTheEstimateOfTheWholeFleet() {
        Scenarios scenarios = scenarios();
        ContentionForecast estimate =
                ContentionEstimator.estimate(scenarios, scenarios.fleet().placement());
        HostLoads loads = new HostLoads(scenarios);
        HostOutlook outlook = loads.outlook();
        for (int h = 0; h < HOSTS; h++) {
            loads.read(h, outlook);
            for (int r = 0; r < 2; r++) {
                for (int t = 0; t < STEPS; t++) {
                    assertThat(outlook.probability(r, t)).isEqualTo(estimate.probability(h, r, t));
                    double demanded = 0;
                    for (int s = 0; s < SCENARIOS; s++) {
                        demanded += loads.load(h, r, t, s) / SCENARIOS;
                    }
                    assertThat(outlook.unserved(r, t) / Math.max(demanded, 1e-9))
                            .isCloseTo(estimate.shortfall(h, r, t), within(1e-6));
                }
            }
            assertThat(outlook.peakProbability()).isEqualTo(estimate.peakProbability(h));
        }
    }

    @Test
    void allocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        HostLoads loads = new HostLoads(scenarios());
        MoveProjection projection = new MoveProjection(loads);
        Fleet fleet = loads.scenarios().fleet();
        churn(loads, projection, fleet, 2000);

        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        double sum = churn(loads, projection, fleet, 20_000);
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

        assertThat(sum).isNotZero();
        assertThat(allocated).as("bytes allocated in 20,000 rounds").isLessThan(20_000);
    }

    private static double churn(HostLoads loads, MoveProjection projection, Fleet fleet, int rounds) {
        double sum = 0;
        for (int i = 0; i < rounds; i++) {
            int vm = i % VMS;
            int source = fleet.hostIndexOf(vm);
            int target = (source + 1) % HOSTS;
            projection.project(vm, source, target);
            sum += projection.unservedChange(0, 0) + projection.targetAfter().unserved(1, 1);
            loads.move(vm, source, target);
            loads.move(vm, target, source);
        }
        return sum;
    }
}
