package io.affinity.core.storage;

import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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
                try (FileChannel channel = files.reading(day)) {
                    FileLines lines = new FileLines(channel, 0);
                    for (String line = lines.next(); line != null; line = lines.next()) {
                        String text = CheckedLine.text(line);
                        String[] parts = text == null ? new String[0] : text.split(" ", 3);
                        if (parts.length > 1 && !parts[1].isEmpty()) {
                            words.add(parts[1]);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The demand recorded in " + folder + " cannot be read: " + FileReason.of(e), e);
        }
        return words.stream()
                .map(word -> new VmId(URLDecoder.decode(word, StandardCharsets.UTF_8)))
                .sorted()
                .toList();
    }
}
