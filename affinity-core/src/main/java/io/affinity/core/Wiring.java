// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.core.balancing.Balancer;
import io.affinity.core.balancing.MigrationMemory;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.contention.ContentionEstimator;
import io.affinity.core.contention.ContentionModel;
import io.affinity.core.contention.ScenarioBuilder;
import io.affinity.core.contention.ScenarioModel;
import io.affinity.core.ledger.LedgerSettings;
import io.affinity.core.outcome.DecisionSettings;
import io.affinity.core.plan.Planner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.core.risk.ExpectedShortfallScorer;
import io.affinity.core.search.LocalSearchSolver;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.MigrationCostModel;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.risk.RiskScorer;
import io.affinity.spi.snapshot.SnapshotStore;
import io.affinity.spi.telemetry.Telemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a builder was told, and what holds where it was told nothing. */
final class Wiring {

    private static final int JOURNAL_PAGE = 1000;

    Duration step = Duration.ofMinutes(5);
    Mode mode = Mode.RECOMMEND;
    InstantSource clock = InstantSource.system();
    LongSupplier nanoTime = System::nanoTime;
    Duration pollInterval = Duration.ofMillis(500);
    Pause pause = duration -> Thread.sleep(duration.toMillis());
    RebalancerListener listener = new RebalancerListener() {};
    Duration historyWindow = Duration.ofDays(14);
    Duration refitEvery = Duration.ofDays(7);
    Duration learn = Duration.ZERO;
    WhileLearning whileLearning = WhileLearning.NOTHING;
    List<Duration> seasons = List.of(Duration.ofDays(1), Duration.ofDays(7));

    @Nullable
    Telemetry telemetry;

    @Nullable
    Migrator migrator;

    @Nullable
    Forecaster forecaster;

    @Nullable
    FleetForecaster fleetForecaster;

    long fitBudget = FleetRequest.DEFAULT_BUDGET;

    @Nullable
    Balancer balancer;

    @Nullable
    EventSource events;

    @Nullable
    OutsideWiring outside;

    ScenarioModel.Factory scenarios = ScenarioBuilder::new;
    ContentionModel contention = ContentionEstimator::estimate;
    RiskScorer riskScorer = new ExpectedShortfallScorer();
    PlacementSolver solver = new LocalSearchSolver();
    List<PlacementTerm> terms = List.of();

    @Nullable
    Planner planner;

    MigrationCostModel costModel = new PreCopyModel();
    MigrationJournal journal = new MemoryJournal();
    MigrationLimits limits = MigrationLimits.DEFAULT;
    List<Gate> gates = List.of();
    PredictiveSettings settings = PredictiveSettings.DEFAULT;

    @Nullable
    LedgerSettings ledger = LedgerSettings.DEFAULT;

    @Nullable
    DecisionSettings decisions;

    boolean keepsDecisions = true;
    boolean demotes = true;

    @Nullable
    Balancer reactive;

    @Nullable
    SnapshotStore snapshots;

    int historySteps() {
        return (int) historyWindow.dividedBy(step);
    }

    /** Has the memory know what the journal says was started before. */
    void recall(MigrationMemory memory) {
        long position = 0;
        List<JournalRecord> page = journal.since(position, JOURNAL_PAGE);
        while (!page.isEmpty()) {
            memory.recall(page.stream().map(JournalRecord::entry).toList());
            position = page.get(page.size() - 1).position();
            page = journal.since(position, JOURNAL_PAGE);
        }
    }

    Duration memorySpan() {
        Duration week = Duration.ofDays(7);
        Duration longest =
                settings.returnBan().compareTo(settings.cooldown()) > 0 ? settings.returnBan() : settings.cooldown();
        return longest.compareTo(week) > 0 ? longest : week;
    }
}
