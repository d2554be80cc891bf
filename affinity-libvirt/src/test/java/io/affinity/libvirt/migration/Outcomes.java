// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationOutcome;
import java.util.stream.Collectors;

/** What tests expect of the end of a migration, and what was said of it. */
final class Outcomes {

    private Outcomes() {}

    /** {@return what operators are told of a migration that failed} */
    static String failed(MigrationOutcome outcome) {
        return words(expect(MigrationOutcome.Failed.class, outcome).failure());
    }

    /** {@return why a migration was aborted} */
    static MigrationFailure aborted(MigrationOutcome outcome) {
        return expect(MigrationOutcome.Aborted.class, outcome).failure();
    }

    /** {@return what is said of a migration of which nobody knows how it ended} */
    static String unknown(MigrationOutcome outcome) {
        MigrationOutcome.Unknown unknown = expect(MigrationOutcome.Unknown.class, outcome);
        return words(unknown.failure()) + " " + unknown.seen();
    }

    /** {@return what libvirt, or who speaks for it, says of a failure; all of it as text if nobody does} */
    static String words(MigrationFailure failure) {
        if (failure instanceof MigrationFailure.Refused refused) {
            return refused.refusals().stream()
                    .map(MigrationFailure.Refusal::detail)
                    .collect(Collectors.joining(" "));
        } else if (failure instanceof MigrationFailure.DriverError error) {
            return error.detail();
        }
        return failure instanceof MigrationFailure.Unreachable unreachable ? unreachable.detail() : failure.toString();
    }

    static MigrationOutcome.Completed completed(MigrationOutcome outcome) {
        return expect(MigrationOutcome.Completed.class, outcome);
    }

    private static <T extends MigrationOutcome> T expect(Class<T> end, MigrationOutcome outcome) {
        assertThat(outcome).isInstanceOf(end);
        return end.cast(outcome);
    }
}
