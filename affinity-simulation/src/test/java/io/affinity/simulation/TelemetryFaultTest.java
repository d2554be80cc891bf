// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.Note;
import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.core.power.PowerModel;
import io.affinity.spi.migration.MigrationLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Missing, stale and absurd telemetry causes no migration. The cluster is quiet, so that each migration would be the fault's:
 * host a is used to 70 %, host b to 50 %, and host c is empty.
 */
class TelemetryFaultTest {

    private static final int STEPS = 60;
    private static final Instant FROM = Small.after(20 * 300);
    private static final Instant TO = Small.after(40 * 300);
    private static final Duration HOUR = Duration.ofHours(1);

    static Stream<Fault> faults() {
        return Stream.of(
                new Fault.TelemetryGap(Small.V1, FROM, FROM.plusSeconds(1)),
                new Fault.TelemetryGap(Small.V1, FROM, TO),
                new Fault.TelemetryGap(Small.V3, FROM, TO),
                new Fault.TelemetryGap(Small.V1, Small.START, TO),
                new Fault.TelemetryLie(Small.V1, FROM, TO, 1000),
                new Fault.TelemetryLie(Small.V1, FROM, FROM.plusSeconds(1), 1000),
                new Fault.TelemetryLie(Small.V1, FROM, TO, -1),
                new Fault.TelemetryLie(Small.V1, FROM, TO, Double.POSITIVE_INFINITY),
                new Fault.TelemetryOutage(FROM, TO),
                new Fault.TelemetryOutage(Small.START, TO),
                new Fault.ClockJump(FROM, HOUR),
                new Fault.ClockJump(FROM, HOUR.negated()),
                new Fault.ClockJump(FROM, Duration.ofDays(30)),
                new Fault.ClockJump(FROM, Duration.ofDays(-30)));
    }

    private static Simulation quiet(List<Fault> faults) {
        return quiet(
                new TableWorkload(Small.STEP)
                        .steady(Small.vm(Small.V1), STEPS, 2)
                        .steady(Small.vm(Small.V2), STEPS, 0.8)
                        .steady(Small.vm(Small.V3), STEPS, 2),
                faults);
    }

    private static Simulation quiet(TableWorkload workload, List<Fault> faults) {
        return Simulation.of(Small.fleet(workload, Small.A, Small.A, Small.B).build(), workload)
                .withSettings(SimulationSettings.builder().faults(faults).build());
    }

    private static SimulationResult predict(Simulation simulation) {
        return simulation.run(loop -> loop.forecaster(new LastValue()));
    }

    private static SimulationResult react(Simulation simulation) {
        MigrationPlanner planner = new MigrationPlanner(new PreCopyModel(), MigrationLimits.DEFAULT);
        return simulation.run(loop ->
                loop.balancer(ThresholdBalancer.consolidating(0.8, host -> PowerModel.HP_PROLIANT_G5, planner)));
    }

    @Test
    void withoutAFaultNothingIsMigrated() {
        assertThat(predict(quiet(List.of())).migrations()).isEmpty();
        assertThat(react(quiet(List.of())).migrations()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void noFaultOfTelemetryMakesThePredictiveBalancerMigrate(Fault fault) {
        assertThat(predict(quiet(List.of(fault))).migrations()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void noFaultOfTelemetryMakesTheReactiveBalancerMigrate(Fault fault) {
        assertThat(react(quiet(List.of(fault))).migrations()).isEmpty();
    }

    @Test
    void aVmThatWasNeverMeasuredDoesNotMakeTheReactiveBalancerMigrate() {
        Fault neverSeen = new Fault.TelemetryGap(Small.V1, Small.START, Small.START.plus(Duration.ofDays(1)));

        assertThat(react(quiet(List.of(neverSeen))).migrations()).isEmpty();
    }

    @Test
    void aGapOfTheRecordingIsAGapOfTelemetry() {
        double[] gappy = new double[STEPS];
        for (int step = 0; step < STEPS; step++) {
            gappy[step] = step >= 20 && step < 40 ? Double.NaN : 2;
        }
        TableWorkload workload = new TableWorkload(Small.STEP)
                .vm(Small.vm(Small.V1), gappy)
                .steady(Small.vm(Small.V2), STEPS, 0.8)
                .steady(Small.vm(Small.V3), STEPS, 2);

        assertThat(predict(quiet(workload, List.of())).migrations()).isEmpty();
        assertThat(react(quiet(workload, List.of())).migrations()).isEmpty();
    }

    @Test
    void anOutageIsNoted() {
        assertThat(predict(quiet(List.of(new Fault.TelemetryOutage(FROM, TO)))).notes())
                .contains(new Note.NoTelemetry("Nothing answers."))
                .hasSize(2)
                .last()
                .isInstanceOfSatisfying(
                        Note.DemandUnknown.class,
                        unknown -> assertThat(unknown.knownUntil()).isBefore(FROM));
    }

    @Test
    void aClockThatIsOffIsNotedForAsLongAsItIs() {
        assertThat(predict(quiet(List.of(new Fault.ClockJump(FROM, HOUR.negated()))))
                        .notes())
                .isNotEmpty()
                .allSatisfy(note -> assertThat(((Note.NoTelemetry) note).detail())
                        .contains("The clock of telemetry", "is off by PT1H"));
    }

    @Test
    void aClockThatGoesBackALittleIsNotedUntilItHasCaughtUp() {
        assertThat(predict(quiet(List.of(new Fault.ClockJump(FROM, Small.STEP.negated()))))
                        .notes())
                .singleElement()
                .isInstanceOf(Note.StaleObservation.class);
    }

    @Test
    void aHiddenNeedIsSeenOnceTelemetryIsBack() {
        TableWorkload workload = new TableWorkload(Small.STEP)
                .steady(Small.vm(Small.V1), STEPS, 3)
                .steady(Small.vm(Small.V2), STEPS, 3)
                .steady(Small.vm(Small.V3), STEPS, 1);
        Fault outage = new Fault.TelemetryOutage(Small.START, TO);

        assertThat(predict(quiet(workload, List.of(outage))).migrations())
                .isNotEmpty()
                .allSatisfy(record -> assertThat(record.start()).isAfterOrEqualTo(TO));
    }
}
