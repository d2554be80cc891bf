// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LoadsTest {

    private static final Offset<Double> EXACT = within(1e-9);
    private static final int CPU = 0;
    private static final int MEMORY = 1;

    private static SimulatedCluster cluster(TableWorkload workload, HostId... hostByVm) {
        return new SimulatedCluster(Small.fleet(workload, hostByVm).build(), workload, SimulationSettings.DEFAULT);
    }

    private static Loads after(SimulatedCluster cluster, long seconds) {
        cluster.pass(Duration.ofSeconds(seconds));
        return cluster.world().loads();
    }

    @Test
    void demandRunsInStraightLinesBetweenSteps() {
        SimulatedCluster cluster = cluster(new TableWorkload(Small.STEP).vm(Small.vm(Small.V1), 1, 3, 0), Small.A);

        assertThat(after(cluster, 0).wantedCpu(0)).isEqualTo(1, EXACT);
        assertThat(after(cluster, 75).wantedCpu(0)).isEqualTo(1.5, EXACT);
        assertThat(after(cluster, 225).wantedCpu(0)).isEqualTo(3, EXACT);
        assertThat(after(cluster, 100).wantedCpu(0)).isEqualTo(2, EXACT);
    }

    @Test
    void demandAfterTheLastStepStaysWhatItWas() {
        SimulatedCluster cluster = cluster(new TableWorkload(Small.STEP).vm(Small.vm(Small.V1), 1, 3), Small.A);

        assertThat(after(cluster, 100_000).wantedCpu(0)).isEqualTo(3, EXACT);
    }

    @Test
    void aGapOfTheWorkloadRepeatsWhatCameBeforeIt() {
        TableWorkload workload = new TableWorkload(Small.STEP)
                .vm(Small.vm(Small.V1), 2, Double.NaN, 4)
                .vm(Small.vm(Small.V2), Double.NaN, 1, 1);
        SimulatedCluster cluster = cluster(workload, Small.A, Small.A);

        assertThat(after(cluster, 300).wantedCpu(0)).isEqualTo(2, EXACT);
        assertThat(after(cluster, 150).wantedCpu(0)).isEqualTo(3, EXACT);
        assertThat(cluster(workload, Small.A, Small.A).world().loads().wantedCpu(1))
                .isZero();
    }

    @Test
    void aHostThatIsShortServesEachVmTheSameShare() {
        TableWorkload workload = new TableWorkload(Small.STEP)
                .steady(Small.vm(Small.V1), 2, 3)
                .steady(Small.vm(Small.V2), 2, 3)
                .steady(Small.vm(Small.V3), 2, 2);

        Loads loads = after(cluster(workload, Small.A, Small.A, Small.A), 0);

        assertThat(loads.servedCpu(0)).isEqualTo(1.5, EXACT);
        assertThat(loads.servedCpu(1)).isEqualTo(1.5, EXACT);
        assertThat(loads.servedCpu(2)).isEqualTo(1, EXACT);
        assertThat(loads.cpuUtilization(0)).isEqualTo(1, EXACT);
        assertThat(loads.demandShare(0)).isEqualTo(2, EXACT);
        assertThat(loads.isContended(0)).isTrue();
        assertThat(loads.isViolated(0)).isTrue();
    }

    @Test
    void aHostThatIsExactlyFullServesAll() {
        TableWorkload workload =
                new TableWorkload(Small.STEP).steady(Small.vm(Small.V1), 2, 3).steady(Small.vm(Small.V2), 2, 1);

        Loads loads = after(cluster(workload, Small.A, Small.A), 0);

        assertThat(loads.servedCpu(0)).isEqualTo(3, EXACT);
        assertThat(loads.isContended(0)).isFalse();
        assertThat(loads.isViolated(0)).isFalse();
    }

    @Test
    void aHostCanBeShortOfMemoryAlone() {
        TableWorkload workload = new TableWorkload(Small.STEP)
                .withMemory(2)
                .steady(Small.vm(Small.V1), 2, 1)
                .steady(Small.vm(Small.V2), 2, 1)
                .steady(Small.vm(Small.V3), 2, 1);

        Loads loads = after(cluster(workload, Small.A, Small.A, Small.A), 0);

        assertThat(loads.demandShare(0)).isEqualTo(3 * 125 / 256.0, EXACT);
        assertThat(loads.isContended(0)).isTrue();
        assertThat(loads.servedCpu(0)).isEqualTo(1, EXACT);
    }

    @Test
    void aMigratingVmLosesATenthAndTakesATenthAndAllItsMemoryOnTheTarget() {
        TableWorkload workload = new TableWorkload(Small.STEP)
                .withMemory(0.8)
                .steady(Small.vm(Small.V1), 2, 3)
                .steady(Small.vm(Small.V2), 2, 1);
        SimulatedCluster cluster = cluster(workload, Small.A, Small.B);

        cluster.migrator().start(Small.request(new Migration(Small.V1, Small.A, Small.B)));
        Loads loads = after(cluster, 50);

        assertThat(loads.servedCpu(0)).isEqualTo(0.9 * 3, EXACT);
        assertThat(loads.cpuUtilization(0)).isEqualTo(3 / 4.0, EXACT);
        assertThat(loads.cpuUtilization(1)).isEqualTo((1 + 0.3) / 4, EXACT);
        assertThat(loads.demandShare(1)).isEqualTo(2 * 50 / 256.0, EXACT);
        assertThat(loads.demandShare(0)).isEqualTo(3 / 4.0, EXACT);
        assertThat(loads.wanted(0, CPU)).isEqualTo(3, EXACT);
        assertThat(loads.wanted(0, MEMORY)).isEqualTo(50e9, within(1.0));
    }

    @Test
    void aVmThatHasArrivedTakesNothingOnItsSource() {
        TableWorkload workload = new TableWorkload(Small.STEP).withMemory(0.8).steady(Small.vm(Small.V1), 2, 3);
        SimulatedCluster cluster = cluster(workload, Small.A);

        cluster.migrator().start(Small.request(new Migration(Small.V1, Small.A, Small.B)));
        Loads loads = after(cluster, Small.COPYING.toSeconds());

        assertThat(loads.demandShare(0)).isZero();
        assertThat(loads.isActive(0)).isFalse();
        assertThat(loads.servedCpu(0)).isEqualTo(3, EXACT);
        assertThat(loads.cpuUtilization(1)).isEqualTo(3 / 4.0, EXACT);
    }

    @Test
    void aHostThatReceivesAVmViolatesButIsNotContended() {
        TableWorkload workload = new TableWorkload(Small.STEP).steady(Small.vm(Small.V1), 2, 1);
        SimulatedCluster cluster = cluster(workload, Small.A);

        cluster.migrator().start(Small.request(new Migration(Small.V1, Small.A, Small.B)));
        Loads loads = after(cluster, 1);

        assertThat(loads.isViolated(1)).isTrue();
        assertThat(loads.isContended(1)).isFalse();
        assertThat(loads.isViolated(0)).isFalse();
    }
}
