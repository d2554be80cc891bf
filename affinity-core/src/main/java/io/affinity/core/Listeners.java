// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.core.execution.DroppedStart;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.execution.RefusedStart;
import io.affinity.spi.migration.Migration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Several listeners as one. */
record Listeners(List<RebalancerListener> listeners) implements RebalancerListener {

    Listeners {
        listeners = List.copyOf(listeners);
    }

    @Override
    public void cycling(Instant at) {
        tell(listener -> listener.cycling(at));
    }

    @Override
    public void cycled(CycleReport report) {
        tell(listener -> listener.cycled(report));
    }

    @Override
    public void started(Migration migration) {
        tell(listener -> listener.started(migration));
    }

    @Override
    public void migrated(MigrationReport report) {
        tell(listener -> listener.migrated(report));
    }

    @Override
    public void refused(RefusedStart start) {
        tell(listener -> listener.refused(start));
    }

    @Override
    public void dropped(DroppedStart start) {
        tell(listener -> listener.dropped(start));
    }

    /** The first that broke is told of once all were told. */
    private void tell(Consumer<RebalancerListener> news) {
        @Nullable RuntimeException first = null;
        for (RebalancerListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
