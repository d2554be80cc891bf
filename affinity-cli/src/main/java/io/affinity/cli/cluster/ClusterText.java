// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.output.AlarmText;
import io.affinity.cli.output.Counted;
import io.affinity.cli.output.DoubtText;
import io.affinity.cli.output.FailureText;
import io.affinity.cli.output.NoteText;
import io.affinity.cli.output.OverloadText;
import io.affinity.cli.output.ReasonText;
import io.affinity.cli.output.ResultText;
import io.affinity.core.balancing.Decision;
import io.affinity.core.execution.MigrationReport;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.VmNames;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.risk.RiskScore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A cycle in words. */
public final class ClusterText {

    private static final int MOST_RISKS = 5;

    /** On one line. */
    private static final int MOST_HOSTS = 6;

    private static final int FEW = 3;

    private ClusterText() {}

    /** {@return one line that says how things stand} */
    public static String line(ClusterView view) {
        Fleet fleet = view.report().fleet();
        StringBuilder line = new StringBuilder(time(view.report().at()));
        if (fleet == null) {
            return line.append("  ")
                    .append(NoteText.of(view.report().notes(), view.names()))
                    .append(alarms(view))
                    .toString();
        }
        ClusterView.HostRow worst = null;
        for (ClusterView.HostRow row : view.hosts()) {
            boolean isWorse = row.peak() != null
                    && (worst == null
                            || worst.peak() == null
                            || row.peak().probability() > worst.peak().probability());
            worst = isWorse ? row : worst;
        }
        line.append("  ")
                .append(Counted.of(fleet.hosts().size(), "host"))
                .append(", ")
                .append(Counted.of(fleet.vms().size(), "VM"));
        line.append(loads(view.hosts()));
        if (worst != null && worst.peak() != null) {
            line.append("; most likely short: ")
                    .append(worst.name())
                    .append(' ')
                    .append(peak(worst.peak()));
        }
        Decision decision = view.report().decision();
        if (decision != null && !decision.plan().isEmpty()) {
            line.append("; planned: ").append(decision.plan().migrations().size());
        }
        String notes = NoteText.of(view.report().notes(), view.names());
        return line.append(alarms(view))
                .append(notes.isEmpty() ? "" : "; NOTE: " + notes)
                .toString();
    }

    /** Of a long fleet, those that are the worst off. */
    private static String loads(List<ClusterView.HostRow> hosts) {
        boolean isShort = hosts.size() <= MOST_HOSTS;
        String loads = (isShort ? hosts : FleetTable.worst(hosts).subList(0, FEW))
                .stream().map(row -> row.name() + " " + shortLoad(row)).collect(Collectors.joining(", "));
        return hosts.isEmpty() ? "" : isShort ? ", " + loads : "; busiest: " + loads;
    }

    private static String alarms(ClusterView view) {
        String alarms = AlarmText.of(view.report().alarms(), view.names());
        return alarms.isEmpty() ? "" : "; ALARM: " + alarms;
    }

    private static String shortLoad(ClusterView.HostRow row) {
        if (row.state() == HostState.UNAVAILABLE) {
            return "unavailable";
        }
        return row.loads().isEmpty() ? "?" : percent(row.loads().get(0));
    }

    /** {@return what became of a migration, in one line} */
    public static String migrated(MigrationReport report, VmNames names) {
        Migration migration = report.planned().migration();
        String line = time(report.endedAt()) + "  " + names.label(migration.vm()) + " from " + migration.source()
                + " to " + migration.target() + ": " + outcome(report.outcome());
        // Only what is not known is a sentence, and is looked into.
        boolean isKnown = !(report.outcome() instanceof MigrationOutcome.Unknown);
        Verification verification = report.verification();
        if (verification instanceof Verification.Refuted refuted) {
            return line + (isKnown ? ", but: " : " But: ") + DoubtText.of(refuted.doubts(), migration);
        }
        if (verification instanceof Verification.Unconfirmed unconfirmed) {
            return line
                    + (isKnown ? ", not all of it verified: " : " It was found there, not all of it verified: ")
                    + DoubtText.of(unconfirmed.doubts(), migration);
        }
        return line + (verification == null ? "" : isKnown ? ", verified" : " It was found there, verified.");
    }

    private static String outcome(MigrationOutcome outcome) {
        if (outcome instanceof MigrationOutcome.Completed completed) {
            return String.format(
                    Locale.ROOT,
                    "done in %.1f s, %d ms of downtime, %.0f MB",
                    completed.elapsed().toMillis() / 1e3,
                    completed.downtime().toMillis(),
                    completed.transferredBytes() / 1e6);
        }
        if (outcome instanceof MigrationOutcome.Aborted aborted) {
            return "aborted. " + FailureText.of(aborted.failure());
        }
        return outcome instanceof MigrationOutcome.Failed failed
                ? "failed. " + FailureText.of(failed.failure())
                : "NOT KNOWN. " + FailureText.of((MigrationOutcome.Unknown) outcome);
    }

    /** {@return what a person should know of the cycle besides, a line each} */
    public static List<String> notes(ClusterView view) {
        return view.report().notes().stream()
                .map(note -> "NOTE: " + NoteText.of(note, view.names()))
                .toList();
    }

    static String peak(ClusterView.Peak peak) {
        return peak.resource() + " in " + ahead(peak.ahead()) + " (" + percent(peak.probability()) + ")";
    }

    /** {@return what would be done and why; one line where there is nothing} */
    public static List<String> plan(ClusterView view) {
        List<String> lines = new ArrayList<>();
        Decision decision = view.report().decision();
        if (decision == null) {
            lines.add(NoteText.of(view.report().notes(), view.names()));
            return lines;
        }
        Decision.Outlook outlook = decision.outlook();
        if (outlook != null) {
            for (RiskScore score : outlook.risk().scores().stream()
                    .filter(score -> score.score() > 0)
                    .limit(MOST_RISKS)
                    .toList()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "At risk: %s on %s, score %.4f: %.1f %% of its %s missing in %s",
                        view.names().label(score.vm()),
                        score.host(),
                        score.score(),
                        100 * score.shortfall(),
                        score.worstResource(),
                        ahead(score.ahead())));
            }
            if (outlook.overload() != null) {
                lines.add(OverloadText.of(outlook.overload()));
            }
            if (outlook.result() != null) {
                lines.addAll(ResultText.of(outlook.result()));
            }
        }
        migrations(decision.plan(), view.names(), lines);
        return lines;
    }

    private static void migrations(MigrationPlan plan, VmNames names, List<String> lines) {
        if (plan.isEmpty()) {
            lines.add("Nothing to migrate.");
        }
        List<PlannedMigration> late = plan.late();
        for (PlannedMigration planned : plan.migrations()) {
            Migration migration = planned.migration();
            lines.add(String.format(
                            Locale.ROOT,
                            "%d. %s from %s to %s, %s%s: about %.1f s, %d ms of downtime",
                            planned.number() + 1,
                            names.label(migration.vm()),
                            migration.source(),
                            migration.target(),
                            planned.startAfter().isZero() ? "at once" : "in " + ahead(planned.startAfter()),
                            planned.dependsOn().isEmpty() ? "" : " after " + after(planned),
                            planned.estimate().elapsed().toMillis() / 1e3,
                            planned.estimate().downtime().toMillis())
                    + (late.contains(planned) ? "; ends after the shortage is worst" : ""));
            for (Reason reason : planned.recommendation().reasons()) {
                lines.add("   - " + ReasonText.of(reason));
            }
        }
        plan.postponed()
                .forEach(postponed -> lines.add(
                        "Postponed: " + names.label(postponed.recommendation().vm()) + " to "
                                + postponed.recommendation().target() + ": " + postponed.reason()));
    }

    private static String after(PlannedMigration planned) {
        return String.join(
                ", ",
                planned.dependsOn().stream().map(number -> (number + 1) + ".").toList());
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String ahead(Duration duration) {
        return duration.toMinutes() > 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }

    /** What is not all of it, is at least so much. */
    static String percent(ClusterView.Load load) {
        return (load.measured() ? "" : ">") + percent(load.utilization());
    }

    static String percent(double share) {
        return Double.isNaN(share) ? "?" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
