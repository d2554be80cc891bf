// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.history;

import io.affinity.cli.output.Counted;
import io.affinity.cli.output.DoubtText;
import io.affinity.cli.output.FailureText;
import io.affinity.cli.output.SpanText;
import io.affinity.core.outcome.MigrationGain;
import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.VmNames;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Past migrations in plain words, a line each. */
public final class HistoryText {

    private HistoryText() {}

    /** {@return a line for each migration, and what all of them come to} */
    public static List<String> of(History history, VmNames names) {
        List<String> lines = new ArrayList<>();
        if (history.matching() > history.migrations().size()) {
            lines.add("The last " + history.migrations().size() + " of " + history.matching() + ":");
        }
        history.migrations().forEach(past -> lines.add(line(past, names)));
        lines.add(sum(history));
        return lines;
    }

    /** {@return when it was, what went from where to where, what became of it and what it gained} */
    public static String line(PastMigration past, VmNames names) {
        Migration migration = past.migration();
        return past.at().truncatedTo(ChronoUnit.SECONDS) + "  " + names.label(migration.vm()) + " from "
                + migration.source() + " to " + migration.target() + ": " + sentence(past);
    }

    /** {@return what became of it and what it gained, without its ends} */
    static String sentence(PastMigration past) {
        String end;
        if (past.result() == PastMigration.Result.OPEN) {
            end = "no end was seen yet.";
        } else if (past.outcome() != null) {
            end = ended(past.outcome()) + found(past);
        } else {
            end = past.closing() == null ? "its end was not seen." + found(past) : closed(past);
        }
        String gain = past.gain() == null ? "" : " " + gain(past.gain());
        return end + gain;
    }

    private static String ended(MigrationOutcome outcome) {
        if (outcome instanceof MigrationOutcome.Completed completed) {
            return String.format(
                    Locale.ROOT,
                    "done in %.1f s, %d ms of downtime, %.0f MB",
                    completed.elapsed().toMillis() / 1e3,
                    completed.downtime().toMillis(),
                    completed.transferredBytes() / 1e6);
        } else if (outcome instanceof MigrationOutcome.Failed failed) {
            return "failed. " + FailureText.of(failed.failure());
        } else if (outcome instanceof MigrationOutcome.Aborted aborted) {
            return "aborted. " + FailureText.of(aborted.failure());
        }
        return "its end was not seen. " + FailureText.of((MigrationOutcome.Unknown) outcome);
    }

    private static String found(PastMigration past) {
        boolean isDone = past.outcome() instanceof MigrationOutcome.Completed;
        Verification verification = past.verification();
        if (verification instanceof Verification.Verified) {
            return isDone ? ", verified." : " It was found there, verified.";
        } else if (verification instanceof Verification.Unconfirmed unconfirmed) {
            return (isDone ? ", not all of it verified: " : " It was found there, not all of it verified: ")
                    + DoubtText.of(unconfirmed.doubts(), past.migration());
        } else if (verification instanceof Verification.Refuted refuted) {
            return ", but: " + DoubtText.of(refuted.doubts(), past.migration()) + resolved(past);
        }
        Closing closing = past.closing();
        return closing == null || closing instanceof Closing.StaysOnSource
                ? isDone ? "." : ""
                : (isDone ? "; " : " In the end, ") + closed(past);
    }

    private static String resolved(PastMigration past) {
        return past.closing() instanceof Closing.Resolved ? " A person has looked after it since." : "";
    }

    private static String closed(PastMigration past) {
        Closing closing = Objects.requireNonNull(past.closing());
        if (closing instanceof Closing.Found found) {
            return "the VM was found on " + found.host() + ", though no end was seen.";
        } else if (closing instanceof Closing.Gone) {
            return "the VM is gone, and no end was seen.";
        } else if (closing instanceof Closing.Resolved) {
            return "a person has looked after it.";
        } else if (closing instanceof Closing.AgainstRules) {
            return "not started: rules spoke against it just then, or the VM or a host was not as planned any more.";
        } else if (closing instanceof Closing.Refused refused) {
            String detail = refused.refusal().detail();
            return "not started: the gate " + refused.gate() + " refused it ("
                    + refused.refusal().reason() + ")" + (detail.isEmpty() ? "." : ": " + detail);
        }
        return "it did not come to an end, and the VM stayed.";
    }

    private static String gain(MigrationGain gain) {
        long minutes = Math.round(gain.minutes());
        String seen = " in " + SpanText.of(roughly(gain.seen()));
        if (gain.seen().isZero()) {
            return "What it gained is not known yet.";
        } else if (minutes == 0) {
            return "It made no difference" + seen + ".";
        }
        return "It " + (minutes > 0 ? "spared" : "cost") + " its two hosts "
                + Counted.of(Math.abs(minutes), "VM minute") + " of contention" + seen + ".";
    }

    /** Nobody wants the seconds of an hour. */
    private static Duration roughly(Duration span) {
        return span.toMinutes() == 0 ? span : span.truncatedTo(ChronoUnit.MINUTES);
    }

    private static String sum(History history) {
        if (history.migrations().isEmpty()) {
            return "Nothing was migrated.";
        }
        Map<PastMigration.Result, Integer> counts = new EnumMap<>(PastMigration.Result.class);
        history.migrations().forEach(past -> counts.merge(past.result(), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((result, count) -> parts.add(count + " " + word(result)));
        double minutes = history.migrations().stream()
                .mapToDouble(past -> past.gain() == null ? 0 : past.gain().minutes())
                .sum();
        boolean isKnown = history.migrations().stream().anyMatch(past -> past.gain() != null);
        return Counted.of(history.migrations().size(), "migration") + ": " + String.join(", ", parts) + "."
                + (isKnown
                        ? " Those whose gain is known spared " + Counted.of(Math.round(minutes), "VM minute")
                                + " of contention, each counted for itself."
                        : "");
    }

    static String word(PastMigration.Result result) {
        return result.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
