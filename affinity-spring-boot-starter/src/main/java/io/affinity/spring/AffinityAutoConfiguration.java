// SPDX-License-Identifier: Apache-2.0
package io.affinity.spring;

import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerBuilder;
import io.affinity.core.RebalancerListener;
import io.affinity.core.WhileLearning;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.storage.FileJournal;
import io.affinity.core.storage.FileSnapshots;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.core.storage.MemorySnapshots;
import io.affinity.forecast.Forecasters;
import io.affinity.micrometer.RebalancerMetrics;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.MigrationCostModel;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.risk.RiskScorer;
import io.affinity.spi.snapshot.SnapshotStore;
import io.affinity.spi.telemetry.Telemetry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * A control loop over the beans that an application has: a {@link Migrator}, and either {@link Telemetry} or an {@link InventorySource} and
 * a {@link DemandSource}, with any number of {@link RuleSource}s. Further parts of the loop are taken from beans where there are some: a
 * {@link Forecaster}, an {@link EventSource}, {@link PlacementTerm}s, {@link Gate}s, a {@link RiskScorer}, a {@link PlacementSolver}, a
 * {@link MigrationCostModel}, {@link MigrationLimits}, a {@link MigrationJournal}, a {@link SnapshotStore}, and
 * {@link RebalancerListener}s. A {@link RebalancerCustomizer} has the last word.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration"
        })
@ConditionalOnBean(Migrator.class)
@ConditionalOnProperty(name = "affinity.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AffinityProperties.class)
public class AffinityAutoConfiguration {

    /** Puts the three parts of telemetry together. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean({InventorySource.class, DemandSource.class})
    public Telemetry affinityTelemetry(
            InventorySource inventory, DemandSource demand, ObjectProvider<RuleSource> rules) {
        return Telemetry.of(inventory, demand, rules.orderedStream().toArray(RuleSource[]::new));
    }

    /** The forecaster of the properties. */
    @Bean
    @ConditionalOnMissingBean
    public Forecaster affinityForecaster(AffinityProperties properties) {
        return Forecasters.named(properties.forecaster());
    }

    /** The journal of the state folder, which this application then owns; in memory without one. */
    @Bean
    @ConditionalOnMissingBean
    public MigrationJournal affinityJournal(AffinityProperties properties) {
        return properties.state() == null
                ? new MemoryJournal()
                : FileJournal.open(properties.state().resolve("journal"));
    }

    /** What was learned, in the state folder; in memory without one. */
    @Bean
    @ConditionalOnMissingBean
    public SnapshotStore affinitySnapshots(AffinityProperties properties) {
        return properties.state() == null
                ? new MemorySnapshots()
                : new FileSnapshots(properties.state().resolve("learned"));
    }

    /** Hears what the last cycle came to, for whoever asks from another thread. */
    @Bean
    @ConditionalOnMissingBean
    public LastCycle affinityLastCycle() {
        return new LastCycle(Clock.systemUTC());
    }

    /** The meters, where there is a registry for them. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(MeterRegistry.class)
    public RebalancerMetrics affinityMetrics(MeterRegistry registry) {
        return new RebalancerMetrics(registry);
    }

    /** The loop itself; it belongs to the thread of {@link RebalancerRunner}. */
    @Bean
    @ConditionalOnMissingBean
    public Rebalancer affinityRebalancer(
            AffinityProperties properties,
            Telemetry telemetry,
            Migrator migrator,
            Forecaster forecaster,
            MigrationJournal journal,
            SnapshotStore snapshots,
            OptionalParts parts,
            ObjectProvider<RebalancerListener> listeners,
            ObjectProvider<RebalancerCustomizer> customizers) {
        RebalancerBuilder builder = Rebalancer.builder()
                .telemetry(telemetry)
                .migrator(migrator)
                .forecaster(forecaster)
                .journal(journal)
                .snapshots(snapshots)
                .mode(properties.mode())
                .step(properties.step())
                .historyWindow(properties.history())
                .learn(properties.learn(), WhileLearning.NOTHING)
                .settings(PredictiveSettings.builder()
                        .horizon(properties.horizon())
                        .build())
                .listener(RebalancerListener.all(listeners.orderedStream().toArray(RebalancerListener[]::new)));
        parts.applyTo(builder);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    /** Parts that most applications leave to the library. */
    @Bean
    OptionalParts affinityOptionalParts(
            ObjectProvider<EventSource> events,
            ObjectProvider<PlacementTerm> terms,
            ObjectProvider<Gate> gates,
            ObjectProvider<RiskScorer> scorer,
            ObjectProvider<PlacementSolver> solver,
            ObjectProvider<MigrationCostModel> costs,
            ObjectProvider<MigrationLimits> limits) {
        return new OptionalParts(events, terms, gates, scorer, solver, costs, limits);
    }

    /** Runs the loop from the start of the application to its end. */
    @Bean
    @ConditionalOnMissingBean
    public RebalancerRunner affinityRunner(
            Rebalancer rebalancer, AffinityProperties properties, ObjectProvider<RebalancerMetrics> metrics) {
        metrics.ifAvailable(meters -> meters.watch(rebalancer));
        return new RebalancerRunner(rebalancer, properties.step(), properties.poll(), Clock.systemUTC());
    }
}
