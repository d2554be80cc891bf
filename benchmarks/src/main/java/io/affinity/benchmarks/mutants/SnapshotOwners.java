// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import io.affinity.core.balancing.DecisionStages;
import io.affinity.core.balancing.PredictiveBalancer;
import io.affinity.core.balancing.ScenarioKeeper;
import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.core.forecasting.FleetModelForecaster;
import io.affinity.core.forecasting.FleetModelForecaster.FleetFits;
import io.affinity.core.forecasting.FleetModelKeeper;
import io.affinity.core.forecasting.ModelForecaster;
import io.affinity.core.forecasting.ModelKeeper;
import io.affinity.core.ledger.LedgerKeeper;
import io.affinity.core.ledger.LedgerSettings;
import io.affinity.core.outcome.DecisionKeeper;
import io.affinity.core.outcome.DecisionLedger;
import io.affinity.core.outcome.DecisionSettings;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.core.storage.Keeper;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.snapshot.SnapshotStore;

/** Those who load snapshots when the control loop of {@link LittleCluster} is made, each by itself. */
final class SnapshotOwners {

    private SnapshotOwners() {}

    static Keeper ledger(SnapshotStore store) {
        return new LedgerKeeper(store, LedgerSettings.DEFAULT, LittleCluster.SEASONS.get(0), LittleCluster.STEP);
    }

    static Keeper decisions(SnapshotStore store) {
        DecisionLedger ledger = new DecisionLedger(
                DecisionSettings.DEFAULT,
                LittleCluster.STEP,
                planner(),
                MigrationLimits.DEFAULT,
                ThresholdBalancer.spreading(0.8, planner()));
        return new DecisionKeeper(store, ledger);
    }

    private static MigrationPlanner planner() {
        return new MigrationPlanner(new PreCopyModel(), MigrationLimits.DEFAULT);
    }

    static Keeper models(SnapshotStore store) {
        return new ModelKeeper(store, models());
    }

    private static ModelForecaster models() {
        return new ModelForecaster(
                LittleCluster.FORECASTER, null, LittleCluster.SEASONS, LittleCluster.REFIT, LittleCluster.STEP);
    }

    static Keeper scenarios(SnapshotStore store) {
        PredictiveBalancer balancer = new PredictiveBalancer(
                DecisionStages.builder(models(), planner()).build(), LittleCluster.SETTINGS);
        return new ScenarioKeeper(store, "scenarios", balancer, LittleCluster.STEP);
    }

    static Keeper fleetModel(SnapshotStore store, FleetForecaster forecaster) {
        FleetFits fits = new FleetFits(
                LittleCluster.SEASONS,
                LittleCluster.REFIT,
                LittleCluster.STEP,
                FleetRequest.DEFAULT_BUDGET,
                LittleCluster.SETTINGS.seed());
        return new FleetModelKeeper(store, new FleetModelForecaster(forecaster, null, fits));
    }
}
