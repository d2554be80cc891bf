// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import io.affinity.core.execution.Alarm;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.model.VmNames;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words why a VM is left alone, or no migration is started any more. */
public final class AlarmText {

    private AlarmText() {}

    /** {@return all of them, a sentence each; empty if there are none} */
    public static String of(List<Alarm> alarms, VmNames names) {
        return alarms.stream().map(alarm -> of(alarm, names)).collect(Collectors.joining(" "));
    }

    /** {@return the alarm in a sentence, with the ids that "affinity resolve" wants} */
    public static String of(Alarm alarm, VmNames names) {
        if (alarm instanceof Alarm.UnknownOutcome unknown) {
            return "The outcome of migration " + unknown.id() + " of VM "
                    + names.labelWithId(unknown.migration().vm()) + " is unknown (" + FailureText.of(unknown.outcome())
                    + "); "
                    + state(unknown.state()) + ".";
        } else if (alarm instanceof Alarm.RefutedVerification refuted) {
            return "Migration " + refuted.id() + " of VM "
                    + names.labelWithId(refuted.migration().vm()) + " was reported complete, but: "
                    + DoubtText.of(refuted.doubts(), refuted.migration());
        } else if (alarm instanceof Alarm.LeftOpen left) {
            return "After a restart, VM " + names.labelWithId(left.migration().vm()) + " is not on exactly one host: "
                    + state(left.state()) + ".";
        } else if (alarm instanceof Alarm.NewerOwner newer) {
            return "Another controller has taken over the journal (epoch " + newer.newest() + " after ours, "
                    + newer.epoch() + "), and looks after what is under way.";
        } else if (alarm instanceof Alarm.JournalUnwritable unwritable) {
            return "Nothing can be announced, so nothing is migrated until it can: " + unwritable.detail() + ".";
        }
        throw new AssertionError("There are no words for " + alarm);
    }

    private static String state(@Nullable ActualState state) {
        return state == null
                ? "its hosts could not be asked"
                : "it is active on " + state.activeOn() + ", paused on " + state.pausedOn()
                        + ", and these hosts do not answer: " + state.unreachable();
    }
}
