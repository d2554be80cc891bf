/**
 * The domain model of affinity and the interfaces that plug-ins implement.
 *
 * <p>Packages are the stages of the pipeline; a later stage may name an earlier one, never the other way round:
 * {@code plugin, model <- inventory <- demand <- telemetry <- forecast <- contention <- risk <- placement <- migration}. Beside them
 * stands {@code snapshot}, which knows {@code plugin} alone.
 */
module io.affinity.spi {
    requires static transitive org.jspecify;

    exports io.affinity.spi.plugin;
    exports io.affinity.spi.model;
    exports io.affinity.spi.inventory;
    exports io.affinity.spi.demand;
    exports io.affinity.spi.telemetry;
    exports io.affinity.spi.forecast;
    exports io.affinity.spi.contention;
    exports io.affinity.spi.risk;
    exports io.affinity.spi.placement;
    exports io.affinity.spi.migration;
    exports io.affinity.spi.snapshot;

    uses io.affinity.spi.inventory.InventorySource;
    uses io.affinity.spi.inventory.RuleSource;
    uses io.affinity.spi.demand.DemandSource;
    uses io.affinity.spi.forecast.Forecaster;
    uses io.affinity.spi.forecast.FleetForecaster;
    uses io.affinity.spi.forecast.EventSource;
    uses io.affinity.spi.risk.RiskScorer;
    uses io.affinity.spi.placement.PlacementSolver;
    uses io.affinity.spi.placement.PlacementTerm;
    uses io.affinity.spi.migration.Migrator;
    uses io.affinity.spi.migration.MigrationCostModel;
    uses io.affinity.spi.migration.MigrationJournal;
    uses io.affinity.spi.migration.Gate;
    uses io.affinity.spi.snapshot.SnapshotStore;
}
