package io.affinity.cli;

import io.affinity.cli.cluster.ClusterCheck;
import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.input.Problem;
import io.affinity.cli.input.Problem.Severity;
import io.affinity.spi.model.Fleet;
import org.jspecify.annotations.Nullable;

/** Says once what may be wrong with a file, when its hosts were seen first. Belongs to one thread. */
final class Warnings {

    /** More are for {@code affinity check}. */
    private static final int MOST = 20;

    private final Console console;
    private boolean isDone;

    Warnings(Console console) {
        this.console = console;
    }

    /**
     * VMs come and go, so that a name that no VM has now stops nothing.
     *
     * @param fleet null if nothing was observed
     */
    void unclearVms(ClusterFile file, @Nullable Fleet fleet) {
        if (isDone || fleet == null) {
            return;
        }
        isDone = true;
        ClusterCheck.unclearVms(file, fleet, Severity.WARNING).stream()
                .limit(MOST)
                .map(Problem::toString)
                .forEach(console.err()::println);
    }
}
