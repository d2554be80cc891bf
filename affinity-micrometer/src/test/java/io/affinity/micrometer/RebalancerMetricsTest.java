// SPDX-License-Identifier: Apache-2.0
package io.affinity.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.CycleReport;
import io.affinity.core.Note;
import io.affinity.core.Rebalancer;
import io.affinity.core.execution.Alarm;
import io.affinity.core.execution.DroppedStart;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RebalancerMetricsTest {

    private static final Instant AT = Instant.parse("2026-01-05T00:00:00Z");

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final RebalancerMetrics metrics = new RebalancerMetrics(registry);

    @Test
    void aLoopThatEmptiesAShortHostIsSeenToDoSo() {
        Cluster cluster = new Cluster();
        Rebalancer rebalancer = cluster.loop().listener(metrics).build();
        metrics.watch(rebalancer);

        cluster.run(rebalancer, 6);

        assertThat(gauge("affinity.hosts", "state", "available")).isEqualTo(2);
        assertThat(gauge("affinity.vms")).isEqualTo(8);
        double a = gauge("affinity.host.utilization", "host", "a", "resource", "cpu");
        double b = gauge("affinity.host.utilization", "host", "b", "resource", "cpu");
        assertThat(a).isLessThan(1);
        assertThat(a + b).isBetween(1.4, 1.6);
        assertThat(counter("affinity.migrations", "outcome", "completed")).isGreaterThan(1);
        assertThat(registry.get("affinity.migration.elapsed").timer().count())
                .isEqualTo((long) counter("affinity.migrations", "outcome", "completed"));
        assertThat(counter("affinity.migration.transferred")).isGreaterThan(1e9);
        assertThat(gauge("affinity.migrations.running")).isZero();
        assertThat(gauge("affinity.stopped")).isZero();
        assertThat(gauge("affinity.rule", "rule", "predictive")).isEqualTo(1);
        assertThat(gauge("affinity.contention.avoided", "against", "staying", "bound", "estimate"))
                .isGreaterThan(0);
        assertThat(gauge("affinity.forecast.loss", "forecaster", "persistence"))
                .as("demand stands still")
                .isZero();
        assertThat(registry.get("affinity.cycle")
                        .tags("outcome", "decided")
                        .timer()
                        .count())
                .isEqualTo(6);
    }

    @Test
    void aCycleTakesTheTimeFromItsBeginToItsEnd() {
        metrics.cycling(AT);
        clock.add(Duration.ofMillis(250));
        metrics.cycled(undecided(new Note.NoTelemetry("gone")));
        clock.add(Duration.ofSeconds(7));

        assertThat(registry.get("affinity.cycle")
                        .tags("outcome", "no-telemetry")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(250);
        assertThat(gauge("affinity.cycle.age")).isEqualTo(7);
        assertThat(gauge("affinity.decision.age")).as("nothing was decided").isEqualTo(7.25);
    }

    @Test
    void eachReasonNotToDecideHasItsOutcome() {
        metrics.cycled(undecided(new Note.StaleObservation(AT)));
        metrics.cycled(undecided(new Note.ClockInDoubt(AT, AT, 2)));
        metrics.cycled(undecided(new Note.PartBroke(Note.Part.DECISION, "no")));

        for (String outcome : List.of("stale", "clock-in-doubt", "undecided")) {
            assertThat(registry.get("affinity.cycle")
                            .tags("outcome", outcome)
                            .timer()
                            .count())
                    .as(outcome)
                    .isEqualTo(1);
        }
        assertThat(counter("affinity.broken", "part", "decision")).isEqualTo(1);
    }

    @Test
    void alarmsAreSeenOfALoopThatNobodyWatches() {
        Alarm alarm = new Alarm.NewerOwner(1, 2);

        metrics.cycled(new CycleReport(AT, null, null, null, null, List.of(), List.of(alarm), List.of()));

        assertThat(gauge("affinity.alarms", "kind", "newer-owner")).isEqualTo(1);
        assertThat(gauge("affinity.alarms", "kind", "left-open")).isZero();
        assertThat(gauge("affinity.stopped")).isNaN();
    }

    @Test
    void whatIsNotStartedIsCountedByItsCause() {
        Migration migration = new Migration(new VmId("v"), new HostId("a"), new HostId("b"));

        metrics.dropped(new DroppedStart(migration, new DroppedStart.Cause.FleetBreaker(AT)));
        metrics.dropped(new DroppedStart(migration, new DroppedStart.Cause.Blind()));
        metrics.dropped(new DroppedStart(migration, new DroppedStart.Cause.Blind()));

        assertThat(counter("affinity.migrations.not.started", "cause", "fleet-breaker"))
                .isEqualTo(1);
        assertThat(counter("affinity.migrations.not.started", "cause", "blind")).isEqualTo(2);
    }

    private static CycleReport undecided(Note why) {
        return new CycleReport(AT, null, null, null, null, List.of(), List.of(), List.of(why));
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    private double counter(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }
}
