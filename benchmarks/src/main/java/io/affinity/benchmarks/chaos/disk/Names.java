// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which file has which name in one folder, as processes see it and as it is on the disk for certain. What was renamed has the one
 * name or the other, never both. Not thread-safe.
 */
final class Names {

    private final Map<String, FileNode> now = new TreeMap<>();
    private final Map<String, FileNode> forced = new TreeMap<>();
    private final List<Change> pending = new ArrayList<>();

    /** A name that was given, taken away ({@code node} is null), or given in place of another one. */
    private record Change(
            String name, @Nullable FileNode node, @Nullable String instead) {

        void apply(Map<String, FileNode> names) {
            if (instead != null) {
                names.remove(instead);
            }
            if (node == null) {
                names.remove(name);
            } else {
                names.put(name, node);
            }
        }
    }

    Map<String, FileNode> now() {
        return now;
    }

    Map<String, FileNode> forced() {
        return forced;
    }

    void put(String name, FileNode node) {
        change(new Change(name, node, null));
    }

    void remove(String name) {
        change(new Change(name, null, null));
    }

    void rename(String from, String to) {
        change(new Change(to, now.get(from), from));
    }

    private void change(Change change) {
        change.apply(now);
        pending.add(change);
    }

    void force() {
        pending.forEach(change -> change.apply(forced));
        pending.clear();
    }

    /** The power fails: of what was not forced, the first changes are there. */
    void losePower(SplittableRandom random) {
        int kept = random.nextInt(pending.size() + 1);
        pending.subList(0, kept).forEach(change -> change.apply(forced));
        pending.clear();
        now.clear();
        now.putAll(forced);
        now.values().forEach(node -> node.losePower(random));
    }
}
