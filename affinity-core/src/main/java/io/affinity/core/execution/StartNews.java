// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.migration.Migration;
import java.util.ArrayList;
import java.util.List;

/** What became of planned starts, to be told once. Belongs to one thread. */
final class StartNews {

    private final List<Migration> started = new ArrayList<>();
    private final List<RefusedStart> refused = new ArrayList<>();
    private final List<DroppedStart> dropped = new ArrayList<>();

    void add(Migration start) {
        started.add(start);
    }

    void add(RefusedStart start) {
        refused.add(start);
    }

    void add(DroppedStart start) {
        dropped.add(start);
    }

    List<Migration> takeStarted() {
        return take(started);
    }

    List<RefusedStart> takeRefused() {
        return take(refused);
    }

    List<DroppedStart> takeDropped() {
        return take(dropped);
    }

    private static <T> List<T> take(List<T> recent) {
        List<T> copy = List.copyOf(recent);
        recent.clear();
        return copy;
    }
}
