// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationFailure.Defect;
import io.affinity.spi.migration.MigrationFailure.DriverError;
import io.affinity.spi.migration.MigrationFailure.NotConverging;
import io.affinity.spi.migration.MigrationFailure.Refusal;
import io.affinity.spi.migration.MigrationFailure.Refused;
import io.affinity.spi.migration.MigrationFailure.Requested;
import io.affinity.spi.migration.MigrationFailure.Returned;
import io.affinity.spi.migration.MigrationFailure.Stalled;
import io.affinity.spi.migration.MigrationFailure.TimedOut;
import io.affinity.spi.migration.MigrationFailure.Unending;
import io.affinity.spi.migration.MigrationFailure.Unreachable;
import io.affinity.spi.migration.MigrationOutcome;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in words why a migration did not do what it was started for. */
public final class FailureText {

    private FailureText() {}

    /** {@return the reason in sentences} */
    public static String of(MigrationFailure failure) {
        if (failure instanceof Refused refused) {
            return refused.refusals().stream().map(Refusal::detail).collect(Collectors.joining(" "));
        } else if (failure instanceof DriverError error) {
            return error.detail();
        } else if (failure instanceof Unreachable unreachable) {
            return unreachable.detail().isEmpty()
                    ? "Host " + unreachable.host() + " does not answer."
                    : unreachable.detail();
        } else if (failure instanceof Requested) {
            return "Aborted on request.";
        } else if (failure instanceof TimedOut timedOut) {
            return "Not done within " + timedOut.timeout() + ".";
        } else if (failure instanceof Stalled stalled) {
            return "Nothing was sent for " + stalled.silence() + ", after " + (long) stalled.sentBytes() + " bytes.";
        } else if (failure instanceof NotConverging it) {
            return notConverging(it);
        }
        return rare(failure);
    }

    private static String notConverging(NotConverging it) {
        String sentence = String.format(
                Locale.ROOT,
                "The VM writes its memory faster than it is copied: in round %d a switchover would still take %d ms, and"
                        + " %d ms are allowed.",
                it.round(),
                it.downtime().toMillis(),
                it.allowed().toMillis());
        return it.isThrottledFully() ? sentence + " It is slowed down as far as possible already." : sentence;
    }

    private static String rare(MigrationFailure failure) {
        if (failure instanceof Unending unending) {
            return "The daemons do not end the migration, though they were told to: " + of(unending.reason());
        } else if (failure instanceof Returned returned) {
            return "Outcome unknown, and the VM was found on the source. " + of(returned.reason());
        } else if (failure instanceof Defect defect) {
            return "The migration is no longer looked after because of " + defect.detail() + ".";
        }
        throw new AssertionError("There are no words for " + failure);
    }

    /** {@return why nobody knows how it ended, and what the hosts said last} */
    public static String of(MigrationOutcome.Unknown unknown) {
        return (of(unknown.failure()) + " " + unknown.seen()).strip();
    }
}
