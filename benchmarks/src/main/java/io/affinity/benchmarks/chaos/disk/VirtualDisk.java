// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.disk;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A disk of one machine, in memory. What was not forced to it, file and name apart, is lost in part when the power fails, unless
 * {@link #writeBack} came first, as systems do it by themselves after a while. Not thread-safe.
 */
public final class VirtualDisk {

    private final Map<String, Names> folders = new TreeMap<>();
    private final List<VirtualProcess> processes = new ArrayList<>();
    private long capacity = Long.MAX_VALUE;

    public VirtualDisk() {
        folders.put("/", new Names());
    }

    /** {@return a new process on this machine, for which nothing goes wrong unless its troubles say so} */
    public VirtualProcess process(Troubles troubles) {
        VirtualProcess process = new VirtualProcess(this, troubles);
        processes.add(process);
        return process;
    }

    /** How many bytes all files together may have; what is there stays. */
    public void setCapacity(long bytes) {
        capacity = bytes;
    }

    /** {@return the bytes of all files together} */
    public long used() {
        return folders.values().stream()
                .flatMap(names -> names.now().values().stream())
                .mapToLong(FileNode::size)
                .sum();
    }

    /** {@return the bytes of memory that contents of files take} */
    public long held() {
        return folders.values().stream()
                .flatMap(names -> Stream.concat(names.now().values().stream(), names.forced().values().stream()))
                .distinct()
                .mapToLong(FileNode::held)
                .sum();
    }

    long room() {
        return capacity == Long.MAX_VALUE ? capacity : Math.max(0, capacity - used());
    }

    /** Has the disk keep all that was written. */
    public void writeBack() {
        for (Names names : folders.values()) {
            names.now().values().forEach(FileNode::force);
            names.force();
        }
    }

    /** The machine loses its power: its processes end, and what was not forced is lost in part. */
    public void losePower(SplittableRandom random) {
        List.copyOf(processes).forEach(VirtualProcess::kill);
        folders.values().forEach(names -> names.losePower(random));
    }

    /** {@return the bytes of the files in a folder whose name begins like this, as the disk has them for certain, one after the other} */
    public String forced(Path folder, String prefix) {
        StringBuilder text = new StringBuilder();
        Names names = folders.get(folder.toString());
        if (names != null) {
            names.forced().forEach((name, node) -> {
                if (name.startsWith(prefix)) {
                    text.append(new String(node.forced(), StandardCharsets.UTF_8));
                }
            });
        }
        return text.toString();
    }

    /** {@return the names of the files in a folder, sorted} */
    public List<String> names(Path folder) {
        Names names = folders.get(folder.toString());
        return names == null ? List.of() : List.copyOf(names.now().keySet());
    }

    Map<String, Names> folders() {
        return folders;
    }

    @Nullable
    FileNode node(Path path) {
        Names names = folder(path.getParent());
        return names == null ? null : names.now().get(String.valueOf(path.getFileName()));
    }

    boolean isFolder(@Nullable Path path) {
        return path != null && folders.containsKey(path.toString());
    }

    private @Nullable Names folder(@Nullable Path folder) {
        return folder == null ? null : folders.get(folder.toString());
    }

    void ended(VirtualProcess process) {
        processes.remove(process);
        for (Names names : folders.values()) {
            names.now().values().forEach(node -> node.locks().removeIf(lock -> lock.process() == process));
        }
    }
}
