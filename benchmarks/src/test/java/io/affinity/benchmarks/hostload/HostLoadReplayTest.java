// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.forecast.Forecasters;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HostLoadReplayTest {

    private static final int STEPS = 600;
    private static final int VMS = 18;

    @Test
    void vmsThatAreSwitchedTogetherAreCoveredByJointScenariosOnly() {
        LoadsAtLead lead = replay(switchedTogether(), 1).leads().get(0);

        LoadScores joint = lead.of(Ranks.JOINT);
        LoadScores shuffled = lead.of(Ranks.SHUFFLED);
        assertThat(joint.inside()).isGreaterThan(shuffled.inside() + 0.05);
        assertThat(joint.errorVariance()).isLessThan(shuffled.errorVariance() / 2);
        assertThat(joint.crps()).isLessThan(shuffled.crps());
        assertThat(joint.meanRatio()).isEqualTo(shuffled.meanRatio(), within(1e-9));
    }

    @Test
    void halfOfAShortTraceIsHistoryAndEveryStrideThereIsAnOriginForEachHost() {
        HostLoadResult result = replay(switchedTogether(), 3);

        assertThat(result.vms()).isEqualTo(VMS);
        assertThat(result.hosts()).isEqualTo(2);
        // Origins 300, 313, up to 596 - the lead after the last one would be beyond the end.
        assertThat(result.leads().get(0).of(Ranks.JOINT).outcomes()).isEqualTo(2 * 23);
    }

    @Test
    void aVmWithoutAMeasurementIsLeftOutOfBothSidesOfTheComparison() {
        ReplayedDemand whole = steady();
        ReplayedDemand gaps = steady();
        for (int t = STEPS / 2; t < STEPS; t++) {
            gaps.values()[4][t] = Double.NaN;
        }

        assertThat(replay(gaps, 1).leads().get(0).of(Ranks.JOINT).meanRatio())
                .isEqualTo(replay(whole, 1).leads().get(0).of(Ranks.JOINT).meanRatio(), within(0.005));
    }

    @Test
    void rulesAreScoredAtTheSameOriginsAsFarAsTheyHaveAPast() {
        LoadsAtLead lead = replay(switchedTogether(), 1).leads().get(0);

        assertThat(lead.of(LoadRule.JOINT).outcomes()).isEqualTo(2 * 23);
        assertThat(lead.of(LoadRule.PERSISTENCE).outcomes()).isEqualTo(2 * 23);
        // Half of the trace, 300 steps, is more than a day.
        assertThat(lead.of(LoadRule.LAST_DAY).outcomes()).isEqualTo(2 * 23);
        assertThat(lead.of(LoadRule.JOINT).pinball())
                .isLessThan(lead.of(LoadRule.INDEPENDENT_NORMAL).pinball());
        assertThat(lead.of(LoadRule.JOINT).within80())
                .isGreaterThan(lead.of(LoadRule.INDEPENDENT_NORMAL).within80());
    }

    @Test
    void scenariosThatHadLittleTimeToLearnAreComparedAtTheSameOrigins() {
        ReplaySettings settings = new ReplaySettings(List.of(1), 13, 32, 20, 1);
        HostLoadResult result = new HostLoadReplay(
                        switchedTogether(), Packing.NEIGHBORS.hosts(VMS, 1), settings, Forecasters.auto())
                .run();

        assertThat(result.leads().get(0).of(LoadRule.JOINT).outcomes()).isEqualTo(2 * 23);
        assertThat(result.leads().get(0).of(Ranks.JOINT).meanRatio())
                .isNotEqualTo(replay(switchedTogether(), 1)
                        .leads()
                        .get(0)
                        .of(Ranks.JOINT)
                        .meanRatio());
    }

    private static HostLoadResult replay(ReplayedDemand demand, int lead) {
        ReplaySettings settings = new ReplaySettings(List.of(lead), 13, 32, Integer.MAX_VALUE, 1);
        List<int[]> hosts = Packing.NEIGHBORS.hosts(VMS, 1);
        return new HostLoadReplay(demand, hosts, settings, Forecasters.auto()).run();
    }

    /** Each half of the VMs is on or off as one, at random. */
    private static ReplayedDemand switchedTogether() {
        SplittableRandom random = new SplittableRandom(3);
        double[][] values = new double[VMS][STEPS];
        for (int t = 0; t < STEPS; t++) {
            boolean[] on = {random.nextDouble() < 0.4, random.nextDouble() < 0.4};
            for (int vm = 0; vm < VMS; vm++) {
                values[vm][t] = (on[2 * vm / VMS] ? 0.7 : 0.2) + 0.1 * random.nextDouble();
            }
        }
        return demand(values);
    }

    private static ReplayedDemand steady() {
        SplittableRandom random = new SplittableRandom(4);
        double[][] values = new double[VMS][STEPS];
        for (double[] of : values) {
            for (int t = 0; t < STEPS; t++) {
                of[t] = 0.5 + 0.1 * random.nextDouble();
            }
        }
        return demand(values);
    }

    private static ReplayedDemand demand(double[][] values) {
        List<Vm> vms = new ArrayList<>();
        for (int vm = 0; vm < VMS; vm++) {
            vms.add(ReplayedDemand.vm("vm-" + vm, Resource.CPU, 1));
        }
        return new ReplayedDemand("test", Resource.CPU, vms, Instant.EPOCH, Duration.ofMinutes(5), values);
    }
}
