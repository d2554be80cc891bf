// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.cli.output.ReasonText;
import io.affinity.cli.output.SpanText;
import io.affinity.cli.report.MigrationRow;
import io.affinity.cli.scenario.Scenario;
import io.affinity.simulation.MigrationRecord;
import io.affinity.simulation.SimulationResult;
import io.affinity.simulation.UtilizationHistory;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.model.VmNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The migrations of a simulation as the report shows them: why in a sentence, what became of it, and what it was worth. */
final class MigrationRows {

    private final UtilizationHistory utilization;
    private final List<Instant> times;
    private final Duration horizon;
    private final VmNames names;

    private MigrationRows(Scenario scenario, SimulationResult result) {
        utilization = result.utilization();
        times = utilization.times();
        horizon = scenario.predictive().horizon();
        names = scenario.names();
    }

    static List<MigrationRow> of(Scenario scenario, SimulationResult result) {
        MigrationRows rows = new MigrationRows(scenario, result);
        double[] saved = MigrationBenefits.of(scenario, result);
        List<MigrationRow> all = new ArrayList<>();
        for (int i = 0; i < saved.length; i++) {
            all.add(rows.row(result.migrations().get(i), saved[i]));
        }
        return all;
    }

    private MigrationRow row(MigrationRecord record, double saved) {
        List<String> reasons = new ArrayList<>();
        reasons.add(ReasonText.told(
                        record.reasons(),
                        record.migration().source(),
                        record.migration().target(),
                        record.decidedAt())
                + afterwards(record) + ".");
        record.reasons().stream().map(ReasonText::of).forEach(reasons::add);
        return new MigrationRow(
                record.start(),
                record.elapsed(),
                record.downtime(),
                names.label(record.migration().vm()),
                record.migration().source().value(),
                record.migration().target().value(),
                outcome(record.outcome()),
                saved,
                reasons);
    }

    /** {@return how full the target was at most while the decision looked ahead; empty if the VM did not arrive} */
    private String afterwards(MigrationRecord record) {
        if (!(record.outcome() instanceof MigrationOutcome.Completed)) {
            return "";
        }
        int host = utilization.hosts().indexOf(record.migration().target());
        Instant arrival = record.start().plus(record.elapsed());
        float highest = 0;
        for (int t = place(arrival); t < times.size() && times.get(t).isBefore(arrival.plus(horizon)); t++) {
            highest = Math.max(highest, utilization.share(host, t));
        }
        return highest == 0
                ? ""
                : String.format(Locale.ROOT, ", which then stood at %.0f %% at most for %s", 100 * highest, ahead());
    }

    private String ahead() {
        return horizon.equals(Duration.ofHours(1)) ? "an hour" : SpanText.of(horizon);
    }

    private int place(Instant time) {
        int found = Collections.binarySearch(times, time);
        return found < 0 ? -found - 1 : found;
    }

    /** Without the reason of a failure, which may differ each time: equal words share a color. */
    private static String outcome(MigrationOutcome outcome) {
        if (outcome instanceof MigrationOutcome.Completed) {
            return "completed";
        } else if (outcome instanceof MigrationOutcome.Aborted) {
            return "aborted";
        } else if (outcome instanceof MigrationOutcome.Failed) {
            return "failed";
        } else if (outcome instanceof MigrationOutcome.Unknown) {
            return "unknown";
        }
        throw new AssertionError("There is no word for " + outcome);
    }
}
