// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import io.affinity.benchmarks.chaos.disk.Troubles;
import io.affinity.benchmarks.chaos.disk.VirtualProcess;
import io.affinity.benchmarks.chaos.world.World;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.CRC32;

/** A program of which this one knows little: it writes to the journal what may be skipped. */
final class NewerVersion {

    private static final String PREFIX = "journal.0";
    private static final String EVENT = " may %s later v0 h0 h1 dreamed of=sheep";

    private NewerVersion() {}

    static void write(World world) throws IOException {
        String last = world.disk().names(World.FOLDER).stream()
                .filter(name -> name.startsWith(PREFIX) && !name.endsWith(".next"))
                .reduce("", (before, name) -> name);
        if (last.isEmpty()) {
            return;
        }
        VirtualProcess process = world.disk().process(Troubles.NONE);
        Path file = process.path(World.FOLDER + "/" + last);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer end = ByteBuffer.allocate(1);
            // It would cut off half a line.
            if (channel.size() > 0 && channel.read(end, channel.size() - 1) == 1 && end.get(0) == '\n') {
                write(
                        channel,
                        "1" + String.format(Locale.ROOT, EVENT, world.time().instant()));
            }
        }
        process.kill();
    }

    private static void write(FileChannel channel, String text) throws IOException {
        long size = channel.size();
        try {
            channel.write(ByteBuffer.wrap(line(text)), size);
            channel.force(true);
        } catch (FileSystemException e) {
            // There is no room for it.
            channel.truncate(size);
        }
    }

    private static byte[] line(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x %s%n", crc.getValue(), text)
                .replace(System.lineSeparator(), "\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
