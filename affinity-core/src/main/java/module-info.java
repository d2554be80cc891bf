/** The pipeline from telemetry to verified migration. */
@SuppressWarnings("module") // simulation and command line are built later
module io.affinity.core {
    requires transitive io.affinity.spi;
    requires static org.jspecify;
    requires org.slf4j;
    requires jdk.jfr;

    exports io.affinity.core;
    exports io.affinity.core.advice;
    exports io.affinity.core.backtest;
    exports io.affinity.core.balancing;
    exports io.affinity.core.check;
    exports io.affinity.core.contention;
    exports io.affinity.core.dependence;
    exports io.affinity.core.exchange;
    exports io.affinity.core.execution;
    exports io.affinity.core.forecasting;
    exports io.affinity.core.history;
    exports io.affinity.core.ledger;
    exports io.affinity.core.outcome;
    exports io.affinity.core.outside;
    exports io.affinity.core.search to
            io.affinity.cli,
            io.affinity.simulation;
    exports io.affinity.core.plan;
    exports io.affinity.core.power;
    exports io.affinity.core.reassignment;
    exports io.affinity.core.risk;
    exports io.affinity.core.storage;
    exports io.affinity.core.term;

    provides io.affinity.spi.risk.RiskScorer with
            io.affinity.core.risk.ExpectedShortfallScorer,
            io.affinity.core.risk.LiteralScorer;
    provides io.affinity.spi.placement.PlacementSolver with
            io.affinity.core.search.LocalSearchSolver;
    provides io.affinity.spi.migration.MigrationCostModel with
            io.affinity.core.plan.PreCopyModel;
    provides io.affinity.spi.migration.MigrationJournal with
            io.affinity.core.storage.MemoryJournal;
    provides io.affinity.spi.snapshot.SnapshotStore with
            io.affinity.core.storage.MemorySnapshots;
}
