// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

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
import io.affinity.spi.model.HostId;

/** A {@link MigrationFailure} as words of a line. */
final class FailureWords {

    /** A failure is the reason of one other, or of two; a line that was made up must not take the whole stack. */
    private static final int DEEPEST = 16;

    private FailureWords() {}

    static void write(MigrationFailure failure, WordWriter out) {
        if (failure instanceof Refused refused) {
            out.plain("refused")
                    .all(refused.refusals(), it -> out.constant(it.cause()).text(it.detail()));
        } else if (failure instanceof DriverError error) {
            out.plain("driver").constant(error.cause()).text(error.detail());
        } else if (failure instanceof Unreachable unreachable) {
            out.plain("unreachable").text(unreachable.host().value()).text(unreachable.detail());
        } else if (failure instanceof Requested) {
            out.plain("requested");
        } else if (failure instanceof TimedOut timedOut) {
            out.plain("timed-out").plain(timedOut.timeout());
        } else if (failure instanceof Stalled stalled) {
            out.plain("stalled").plain(stalled.silence()).plain(stalled.sentBytes());
        } else if (failure instanceof NotConverging it) {
            out.plain("not-converging").plain(it.round()).plain(it.downtime()).plain(it.allowed());
            out.plain(it.isThrottledFully());
        } else if (failure instanceof Defect defect) {
            out.plain("defect").text(defect.detail());
        } else {
            nested(failure, out);
        }
    }

    private static void nested(MigrationFailure failure, WordWriter out) {
        if (failure instanceof Unending unending) {
            write(unending.reason(), out.plain("unending"));
        } else if (failure instanceof Returned returned) {
            write(returned.reason(), out.plain("returned"));
        } else {
            throw new AssertionError("There are no words for " + failure);
        }
    }

    static MigrationFailure read(WordReader in) {
        return read(in, 0);
    }

    private static MigrationFailure read(WordReader in, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("a failure is the reason of more than " + DEEPEST + " others");
        }
        String kind = in.plain();
        return switch (kind) {
            case "refused" -> new Refused(in.all(() -> new Refusal(in.constant(FailureCause.class), in.text())));
            case "driver" -> new DriverError(in.constant(FailureCause.class), in.text());
            case "unreachable" -> new Unreachable(new HostId(in.text()), in.text());
            case "requested" -> new Requested();
            case "timed-out" -> new TimedOut(in.duration());
            case "stalled" -> new Stalled(in.duration(), in.number());
            case "not-converging" ->
                new NotConverging(in.whole(), in.duration(), in.duration(), Boolean.parseBoolean(in.plain()));
            case "unending" -> new Unending(read(in, depth + 1));
            case "returned" -> new Returned(read(in, depth + 1));
            case "defect" -> new Defect(in.text());
            default -> throw WordReader.unknown(kind, "failure");
        };
    }
}
