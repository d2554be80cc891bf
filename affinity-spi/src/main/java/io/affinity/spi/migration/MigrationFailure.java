// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import io.affinity.spi.model.HostId;
import java.time.Duration;
import java.util.List;

/**
 * Why a migration did not do what it was started for. Where a {@code detail} is given, it is for people: whole sentences in the
 * words of whoever knows, such as a hypervisor's; programs go by the type and the {@link FailureCause}.
 */
public sealed interface MigrationFailure {

    /** {@return whether the same migration may succeed later though nobody changed anything} */
    boolean isRetryable();

    /**
     * Known before a byte was sent; nothing was done.
     *
     * @param refusals at least one
     */
    record Refused(List<Refusal> refusals) implements MigrationFailure {
        public Refused {
            refusals = List.copyOf(refusals);
            if (refusals.isEmpty()) {
                throw new IllegalArgumentException("The refusals of a migration must be at least one.");
            }
        }

        /** {@return a migration that is refused for one thing} */
        public static Refused of(FailureCause cause, String detail) {
            return new Refused(List.of(new Refusal(cause, detail)));
        }

        @Override
        public boolean isRetryable() {
            return refusals.stream().allMatch(refusal -> refusal.cause().isRetryable());
        }
    }

    /** One thing that stands in the way of a migration. */
    record Refusal(FailureCause cause, String detail) {}

    /** The hypervisor tried, and said that it went wrong. */
    record DriverError(FailureCause cause, String detail) implements MigrationFailure {
        @Override
        public boolean isRetryable() {
            return cause.isRetryable();
        }
    }

    /** A host of the migration gave no answer, or went down. */
    record Unreachable(HostId host, String detail) implements MigrationFailure {
        @Override
        public boolean isRetryable() {
            return true;
        }
    }

    /** Somebody asked for an abort. */
    record Requested() implements MigrationFailure {
        @Override
        public boolean isRetryable() {
            return true;
        }
    }

    /** It was not done in the time that the request allows. */
    record TimedOut(Duration timeout) implements MigrationFailure {
        @Override
        public boolean isRetryable() {
            return true;
        }
    }

    /**
     * Nothing was sent any more.
     *
     * @param silence for so long
     * @param sentBytes before
     */
    record Stalled(Duration silence, double sentBytes) implements MigrationFailure {
        @Override
        public boolean isRetryable() {
            return true;
        }
    }

    /**
     * The VM writes its memory faster than it is copied.
     *
     * @param round of copying, from 1
     * @param downtime that a switchover would still take
     * @param allowed the longest downtime
     * @param isThrottledFully whether the VM was slowed down as far as possible
     */
    record NotConverging(int round, Duration downtime, Duration allowed, boolean isThrottledFully)
            implements MigrationFailure {
        @Override
        public boolean isRetryable() {
            return true;
        }
    }

    /** The hypervisors were told to abort it, for a reason, and do not come to an end. */
    record Unending(MigrationFailure reason) implements MigrationFailure {
        @Override
        public boolean isRetryable() {
            return false;
        }
    }

    /**
     * It was not known how it ended, and then the VM was found on the source.
     *
     * @param reason why it was not known
     */
    record Returned(MigrationFailure reason) implements MigrationFailure {
        @Override
        public boolean isRetryable() {
            return reason.isRetryable();
        }
    }

    /** The migrator broke, and looks after it no longer. */
    record Defect(String detail) implements MigrationFailure {
        @Override
        public boolean isRetryable() {
            return false;
        }
    }
}
