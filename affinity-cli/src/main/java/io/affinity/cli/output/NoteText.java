package io.affinity.cli.output;

import io.affinity.core.Note;
import io.affinity.core.execution.RefusedStart;
import java.util.List;
import java.util.stream.Collectors;

/** Says in words what a person should know of a cycle. */
public final class NoteText {

    private NoteText() {}

    /** {@return all of them; empty if there are none} */
    public static String of(List<Note> notes) {
        return notes.stream().map(NoteText::of).collect(Collectors.joining(" "));
    }

    /** {@return the note in sentences} */
    public static String of(Note note) {
        if (note instanceof Note.NoTelemetry none) {
            return "No telemetry: " + none.detail();
        } else if (note instanceof Note.StaleObservation stale) {
            return "The observation of " + stale.observedAt() + " is not newer than the last one.";
        } else if (note instanceof Note.PastUnknown past) {
            return "The past of (" + past.vms() + ") VMs is not known: " + past.detail()
                    + (past.isGivenUp() ? " It is not asked for again." : "");
        } else if (note instanceof Note.GateRefused refused) {
            return refused(refused.start());
        } else if (note instanceof Note.NotRemembered not) {
            return not.detail();
        } else if (note instanceof Note.RuleChanged changed) {
            return changed.detail();
        }
        throw new AssertionError("There are no words for " + note);
    }

    private static String refused(RefusedStart start) {
        String detail = start.refusal().refusal().detail();
        return "The gate " + start.refusal().gate() + " does not let "
                + start.migration().vm() + " go from " + start.migration().source() + " to "
                + start.migration().target() + " (" + start.refusal().refusal().reason() + ")"
                + (detail.isEmpty() ? "." : ": " + detail);
    }
}
