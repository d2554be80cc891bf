package io.affinity.libvirt.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.migration.MigrationOutcome;

/** What tests expect of the end of a migration, and what was said of it. */
final class Outcomes {

    private Outcomes() {}

    /** {@return the reason of a migration that failed} */
    static String failed(MigrationOutcome outcome) {
        return expect(MigrationOutcome.Failed.class, outcome).reason();
    }

    /** {@return the reason of a migration that was aborted} */
    static String aborted(MigrationOutcome outcome) {
        return expect(MigrationOutcome.Aborted.class, outcome).reason();
    }

    /** {@return what is said of a migration of which nobody knows how it ended} */
    static String unknown(MigrationOutcome outcome) {
        return expect(MigrationOutcome.Unknown.class, outcome).reason();
    }

    static MigrationOutcome.Completed completed(MigrationOutcome outcome) {
        return expect(MigrationOutcome.Completed.class, outcome);
    }

    private static <T extends MigrationOutcome> T expect(Class<T> end, MigrationOutcome outcome) {
        assertThat(outcome).isInstanceOf(end);
        return end.cast(outcome);
    }
}
