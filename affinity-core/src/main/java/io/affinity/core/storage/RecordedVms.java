// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Of which VMs demand was recorded, for whoever has no inventory to ask. */
public final class RecordedVms {

    private RecordedVms() {}

    /**
     * {@return the VMs of which a {@link DemandRecord} in a folder has anything, in the order of their ids; damaged lines are left out}
     *
     * @throws UncheckedIOException if its files cannot be read
     */
    public static List<VmId> in(Path folder) {
        TreeSet<String> words = new TreeSet<>();
        DemandFiles files = new DemandFiles(folder, Disk.LOCAL);
        try {
            for (Path day : files.all()) {
                files.read(day, text -> isOfVm(text, words));
            }
        } catch (IOException e) {
            throw RecordedValues.unreadable(folder, e);
        }
        return words.stream()
                .map(word -> new VmId(URLDecoder.decode(word, StandardCharsets.UTF_8)))
                .sorted()
                .toList();
    }

    private static boolean isOfVm(String text, Set<String> words) {
        RecordedLine line = RecordedLine.of(text);
        if (line != null) {
            words.add(line.word());
        }
        return line != null;
    }
}
