// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all that a {@link DemandRecord} holds, as it was written and in that order, for whoever wants to look at the past or live
 * through it again. Nothing is written, so that a controller may go on meanwhile. Stateless and thread-safe.
 */
public final class RecordedValues {

    private static final Logger LOG = LoggerFactory.getLogger(RecordedValues.class);

    /** The year 2200: no clock is that far off. */
    private static final long LATEST_MILLIS = 7_258_118_400_000L;

    private RecordedValues() {}

    /** Takes the values of a record, one by one. */
    @FunctionalInterface
    public interface Taker {

        /**
         * Takes what a VM demanded.
         *
         * @param millis when it was observed, in milliseconds since 1970
         * @param resource by name
         * @param value finite and not negative, in the unit of the resource
         */
        void take(long millis, VmId vm, String resource, double value);
    }

    /**
     * {@return the files of the record in a folder, the oldest first; none if there is none}
     *
     * @throws UncheckedIOException if the folder cannot be read
     */
    public static List<Path> files(Path folder) {
        try {
            return new DemandFiles(folder, Disk.LOCAL).all();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /**
     * Reads one file, in bounded memory. Lines that do not match their checksum are left out, and how many is logged; half a line
     * at the end is not one yet.
     *
     * @return how many lines were left out
     * @throws UncheckedIOException if it cannot be read
     */
    public static int read(Path file, Taker taker) {
        int damaged;
        try {
            damaged = new DemandFiles(file, Disk.LOCAL).read(file, text -> isRead(text, taker));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        if (damaged > 0) {
            LOG.warn("{} lines of the demand recorded in {} are damaged and left out.", damaged, file);
        }
        return damaged;
    }

    static UncheckedIOException unreadable(Path path, IOException e) {
        return new UncheckedIOException("The demand recorded in " + path + " cannot be read: " + FileReason.of(e), e);
    }

    private record Pair(String resource, double value) {}

    /** A line that is wrong in its middle is wrong as a whole. */
    private static boolean isRead(String text, Taker taker) {
        RecordedLine line = RecordedLine.of(text);
        List<Pair> pairs = new ArrayList<>();
        VmId vm = line == null ? null : read(line, pairs);
        if (line == null || vm == null) {
            return false;
        }
        pairs.forEach(pair -> taker.take(line.millis(), vm, pair.resource(), pair.value()));
        return true;
    }

    /** {@return the VM, or null if the line is none} */
    private static @Nullable VmId read(RecordedLine line, List<Pair> pairs) {
        try {
            line.pairs((resource, value) -> pairs.add(new Pair(resource, value)));
            return line.millis() < 0 || line.millis() > LATEST_MILLIS
                    ? null
                    : new VmId(URLDecoder.decode(line.word(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
