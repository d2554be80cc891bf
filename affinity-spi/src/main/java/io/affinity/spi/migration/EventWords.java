// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.MigrationOutcome.Aborted;
import io.affinity.spi.migration.MigrationOutcome.Completed;
import io.affinity.spi.migration.MigrationOutcome.Failed;
import io.affinity.spi.migration.MigrationOutcome.Unknown;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a line of the journal says, as words: the kind of event and what belongs to it. */
final class EventWords {

    private EventWords() {}

    static void write(Event event, WordWriter out) {
        if (event instanceof Event.Intended) {
            out.plain("intended");
        } else if (event instanceof Event.Ended ended) {
            outcome(ended.outcome(), out.plain("ended"));
        } else if (event instanceof Event.Checked checked) {
            verification(checked.verification(), out.plain("checked"));
        } else if (event instanceof Event.Inspected inspected) {
            ActualState state = inspected.state();
            out.plain("inspected").text(state.vm().value());
            out.hosts(state.activeOn()).hosts(state.pausedOn()).hosts(state.unreachable());
        } else if (event instanceof Event.Closed closed) {
            closing(closed.closing(), out.plain("closed"));
        } else {
            throw new AssertionError("There are no words for " + event);
        }
    }

    private static void outcome(MigrationOutcome outcome, WordWriter out) {
        if (outcome instanceof Completed it) {
            out.plain("completed").plain(it.elapsed()).plain(it.downtime()).plain(it.transferredBytes());
        } else if (outcome instanceof Aborted aborted) {
            FailureWords.write(aborted.failure(), out.plain("aborted"));
        } else if (outcome instanceof Failed failed) {
            FailureWords.write(failed.failure(), out.plain("failed"));
        } else if (outcome instanceof Unknown unknown) {
            FailureWords.write(unknown.failure(), out.plain("unknown").text(unknown.seen()));
        } else {
            throw new AssertionError("There are no words for " + outcome);
        }
    }

    private static void verification(Verification verification, WordWriter out) {
        if (verification instanceof Verification.Verified) {
            out.plain("verified");
        } else if (verification instanceof Verification.Unconfirmed unconfirmed) {
            doubts(unconfirmed.doubts(), out.plain("unconfirmed"));
        } else if (verification instanceof Verification.Refuted refuted) {
            doubts(refuted.doubts(), out.plain("refuted"));
        } else {
            throw new AssertionError("There are no words for " + verification);
        }
    }

    private static void doubts(List<Doubt> doubts, WordWriter out) {
        out.all(doubts, doubt -> out.constant(doubt.kind()).hosts(doubt.hosts()).text(doubt.detail()));
    }

    private static void closing(Closing closing, WordWriter out) {
        if (closing instanceof Closing.StaysOnSource) {
            out.plain("stays");
        } else if (closing instanceof Closing.Found found) {
            out.plain("found").text(found.host().value());
        } else if (closing instanceof Closing.Gone) {
            out.plain("gone");
        } else if (closing instanceof Closing.Resolved) {
            out.plain("resolved");
        } else if (closing instanceof Closing.AgainstRules) {
            out.plain("against-rules");
        } else if (closing instanceof Closing.Refused refused) {
            out.plain("refused").text(refused.gate());
            out.text(refused.refusal().reason()).text(refused.refusal().detail());
        } else {
            throw new AssertionError("There are no words for " + closing);
        }
    }

    /** {@return the event, or null if this version does not know its kind} */
    static @Nullable Event read(String kind, WordReader in) {
        return switch (kind) {
            case "intended" -> new Event.Intended();
            case "ended" -> new Event.Ended(outcome(in));
            case "checked" -> new Event.Checked(verification(in));
            case "inspected" ->
                new Event.Inspected(new ActualState(new VmId(in.text()), in.hosts(), in.hosts(), in.hosts()));
            case "closed" -> new Event.Closed(closing(in));
            default -> null;
        };
    }

    private static MigrationOutcome outcome(WordReader in) {
        String kind = in.plain();
        return switch (kind) {
            case "completed" -> new Completed(in.duration(), in.duration(), in.number());
            case "aborted" -> new Aborted(FailureWords.read(in));
            case "failed" -> new Failed(FailureWords.read(in));
            case "unknown" -> {
                String seen = in.text();
                yield new Unknown(FailureWords.read(in), seen);
            }
            default -> throw WordReader.unknown(kind, "outcome");
        };
    }

    private static Verification verification(WordReader in) {
        String kind = in.plain();
        return switch (kind) {
            case "verified" -> new Verification.Verified();
            case "unconfirmed" -> new Verification.Unconfirmed(doubts(in));
            case "refuted" -> new Verification.Refuted(doubts(in));
            default -> throw WordReader.unknown(kind, "verification");
        };
    }

    private static List<Doubt> doubts(WordReader in) {
        return in.all(() -> new Doubt(in.constant(Doubt.Kind.class), in.hosts(), in.text()));
    }

    private static Closing closing(WordReader in) {
        String kind = in.plain();
        return switch (kind) {
            case "stays" -> new Closing.StaysOnSource();
            case "found" -> new Closing.Found(new HostId(in.text()));
            case "gone" -> new Closing.Gone();
            case "resolved" -> new Closing.Resolved();
            case "against-rules" -> new Closing.AgainstRules();
            case "refused" -> new Closing.Refused(in.text(), new Gate.Refuse(in.text(), in.text()));
            default -> throw WordReader.unknown(kind, "closing");
        };
    }
}
