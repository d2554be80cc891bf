// SPDX-License-Identifier: Apache-2.0
package io.affinity.micrometer;

import io.affinity.core.CycleReport;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerListener;
import io.affinity.core.execution.DroppedStart;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.execution.RefusedStart;
import io.affinity.spi.migration.Migration;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one control loop. Make it with a registry, give it to the loop as its listener, and then tell it which loop that is:
 *
 * <pre>{@code
 * RebalancerMetrics metrics = new RebalancerMetrics(registry);
 * Rebalancer rebalancer = Rebalancer.builder()... .listener(metrics).build();
 * metrics.watch(rebalancer);
 * }</pre>
 *
 * <p>Names, units and tags are in {@code docs/metrics.md}; a test holds the two together. All times are measured by the clock of the
 * registry. The loop writes, and whoever scrapes reads what it wrote last: neither waits for the other. All methods belong to the thread of
 * the loop; the meters may be read by any thread. One registry has room for one loop, unless the registry's common tags tell them apart.
 */
public final class RebalancerMetrics implements RebalancerListener {

    private final CycleMeters cycles;
    private final FleetMeters fleet;
    private final ForecastMeters forecasts;
    private final BenefitMeters benefit;
    private final MigrationMeters migrations;
    private final SafetyMeters safety;
    private @Nullable Rebalancer rebalancer;

    /** Registers the meters; those of hosts and forecasters come with the first cycle that knows some. */
    public RebalancerMetrics(MeterRegistry registry) {
        Meters meters = new Meters(registry);
        cycles = new CycleMeters(meters);
        fleet = new FleetMeters(meters);
        forecasts = new ForecastMeters(meters);
        benefit = new BenefitMeters(meters);
        migrations = new MigrationMeters(meters);
        safety = new SafetyMeters(meters);
    }

    /** From now on also shows what this loop has under way and holds back; before, both are unknown. */
    public void watch(Rebalancer loop) {
        rebalancer = loop;
        refresh();
    }

    private void refresh() {
        if (rebalancer != null) {
            migrations.underWay(rebalancer.underWay().size());
            safety.alarms(rebalancer.alarms());
            safety.held(rebalancer.heldBack());
        }
    }

    @Override
    public void cycling(Instant at) {
        cycles.begin();
    }

    @Override
    public void cycled(CycleReport report) {
        cycles.end(report);
        fleet.show(report);
        forecasts.show(report.accuracy());
        benefit.show(report.outcome());
        migrations.planned(report.decision());
        safety.alarms(report.alarms());
        refresh();
    }

    @Override
    public void started(Migration migration) {
        refresh();
    }

    @Override
    public void migrated(MigrationReport report) {
        migrations.ended(report);
        refresh();
    }

    @Override
    public void refused(RefusedStart start) {
        migrations.refused();
    }

    @Override
    public void dropped(DroppedStart start) {
        migrations.dropped(start.cause());
    }
}
