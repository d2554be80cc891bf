// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.cluster.ClusterText;
import io.affinity.cli.cluster.Evacuation;
import io.affinity.cli.simulation.CycleProgress;
import io.affinity.core.execution.MigrationReport;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.VmNames;
import java.io.PrintStream;

/** Tells how far an evacuation is: how long it still looks, then a line for each migration that begins or ends. Not thread-safe. */
final class EvacuationNews implements Evacuation.Listener, AutoCloseable {

    private final PrintStream out;
    private final CycleProgress looking;

    EvacuationNews(PrintStream out, CycleProgress looking) {
        this.out = out;
        this.looking = looking;
    }

    @Override
    public void looked() {
        looking.done(1);
    }

    @Override
    public void begun(Migration migration, VmNames names) {
        looking.close();
        out.println(names.label(migration.vm()) + " from " + migration.source() + " to " + migration.target()
                + ": under way");
    }

    @Override
    public void migrated(MigrationReport report, VmNames names) {
        out.println(ClusterText.migrated(report, names));
    }

    @Override
    public void close() {
        looking.close();
    }
}
