// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import io.affinity.core.Note;
import io.affinity.core.execution.DroppedStart;
import io.affinity.core.execution.RefusedStart;
import io.affinity.spi.model.VmNames;
import java.util.List;
import java.util.stream.Collectors;

/** Says in words what a person should know of a cycle. */
public final class NoteText {

    private NoteText() {}

    /** {@return all of them; empty if there are none} */
    public static String of(List<Note> notes, VmNames names) {
        return notes.stream().map(note -> of(note, names)).collect(Collectors.joining(" "));
    }

    /** {@return the note in sentences} */
    public static String of(Note note, VmNames names) {
        if (note instanceof Note.NoTelemetry none) {
            return "No telemetry: " + none.detail();
        } else if (note instanceof Note.StaleObservation stale) {
            return "The observation of " + stale.observedAt() + " is not newer than the last one.";
        } else if (note instanceof Note.PastUnknown past) {
            return "The past of (" + past.vms() + ") VMs is not known: " + past.detail()
                    + (past.isGivenUp() ? " It is not asked for again." : "");
        } else if (note instanceof Note.ClockInDoubt doubt) {
            return "The observation of " + doubt.observedAt() + " is far from the last one, of " + doubt.lastAt()
                    + ": a clock may be off. It is believed once (" + doubt.stepsLeft() + ") more agree.";
        } else if (note instanceof Note.NotStarted not) {
            return dropped(not.start(), names);
        } else if (note instanceof Note.GateRefused refused) {
            return refused(refused.start(), names);
        } else if (note instanceof Note.NotRemembered not) {
            return not.detail();
        } else if (note instanceof Note.RuleChanged changed) {
            return changed.detail();
        } else if (note instanceof Note.Held held) {
            return HoldText.of(held.hold(), names);
        } else if (note instanceof Note.HostNotKnown host) {
            return "Host " + host.host()
                    + " has not answered yet: nothing is known of it, nor of VMs that may run there.";
        }
        return ofDecision(note, names);
    }

    private static String ofDecision(Note note, VmNames names) {
        if (note instanceof Note.Learning learning) {
            return "Learning, " + LearningText.of(learning)
                    + ": nothing is forecast yet; rules are kept and hosts emptied.";
        } else if (note instanceof Note.DemandUnknown unknown) {
            return LearningText.of(unknown, names);
        } else if (note instanceof Note.NotMended not) {
            return MisplacedText.of(not, names);
        } else if (note instanceof Note.PartBroke broke) {
            return broken(broke.part()) + " " + broke.detail();
        }
        throw new AssertionError("There are no words for " + note);
    }

    private static String broken(Note.Part part) {
        return switch (part) {
            case DECISION -> "Nothing was decided, as a part of that broke:";
            case FORECASTER -> "VMs are forecast by what others of their kind do:";
            case EVENTS -> "Forecasts may lack events, as a source of them is not well:";
            case OUTSIDE_SERIES -> "Forecasts lean less on what goes on outside, which is not known well:";
            case ACCOUNTS -> "The account of decisions broke:";
            case EXECUTION -> "Nothing is started, and what has ended is not closed:";
            case LISTENER -> "A listener broke:";
        };
    }

    private static String dropped(DroppedStart start, VmNames names) {
        return names.label(start.migration().vm()) + " does not go from "
                + start.migration().source() + " to " + start.migration().target() + ": " + why(start.cause());
    }

    private static String why(DroppedStart.Cause cause) {
        if (cause instanceof DroppedStart.Cause.Expired expired) {
            return "its plan, of " + expired.createdAt() + ", is too old.";
        } else if (cause instanceof DroppedStart.Cause.Blind) {
            return "there is no telemetry any more.";
        } else if (cause instanceof DroppedStart.Cause.Undecided) {
            return "what was to be decided since could not be.";
        } else if (cause instanceof DroppedStart.Cause.BackingOff backing) {
            return "it failed (" + backing.failures() + ") times in a day, and is not tried again before "
                    + backing.until() + ".";
        } else if (cause instanceof DroppedStart.Cause.HostBreaker host) {
            return "too many migrations in a row failed for " + host.host() + "; none is tried before " + host.until()
                    + ".";
        } else if (cause instanceof DroppedStart.Cause.FleetBreaker fleet) {
            return "too many of the last migrations failed; none is tried before " + fleet.until() + ".";
        }
        throw new AssertionError("There are no words for " + cause);
    }

    private static String refused(RefusedStart start, VmNames names) {
        String detail = start.refusal().refusal().detail();
        return "The gate " + start.refusal().gate() + " does not let "
                + names.label(start.migration().vm()) + " go from "
                + start.migration().source() + " to "
                + start.migration().target() + " (" + start.refusal().refusal().reason() + ")"
                + (detail.isEmpty() ? "." : ": " + detail);
    }
}
