package io.affinity.core.storage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * What snapshots have in common. Big-endian: a mark, the version, what their owner was made with (they are of no use to
 * another), what they hold, and the CRC-32 of all that. Stateless and thread-safe.
 *
 * @param mark of this kind of snapshot
 * @param version that is written, and the only one that is read
 */
public record SnapshotFormat(int mark, int version) {

    private static final int LEAST_BYTES = 2 * Integer.BYTES + Long.BYTES;

    /** Writes what a snapshot holds. */
    @FunctionalInterface
    public interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    /** Reads it again. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    /** {@return the bytes of a snapshot} */
    public byte[] encode(String madeWith, Writer content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CRC32 checksum = new CRC32();
        try (DataOutputStream out = new DataOutputStream(new CheckedOutputStream(bytes, checksum))) {
            out.writeInt(mark);
            out.writeInt(version);
            out.writeUTF(madeWith);
            content.write(out);
            out.writeLong(checksum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
        return bytes.toByteArray();
    }

    /**
     * {@return what the snapshot holds}
     *
     * @param madeWith what the owner that is to go on is made with
     * @throws SnapshotFormatException if these are not the bytes of such a snapshot
     */
    public <T> T decode(byte[] bytes, String madeWith, Reader<T> content) throws SnapshotFormatException {
        if (bytes.length < LEAST_BYTES) {
            throw new SnapshotFormatException("it has only " + bytes.length + " bytes");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            requireEqual("mark", mark, in.readInt());
            requireEqual("version", version, in.readInt());
            requireChecksum(bytes);
            String other = in.readUTF();
            if (!other.equals(madeWith)) {
                throw new SnapshotFormatException("it was made with " + other + " where " + madeWith + " is set now");
            }
            return content.read(in);
        } catch (IOException e) {
            throw new SnapshotFormatException("it ends too early: " + e);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new SnapshotFormatException("it names what cannot be: " + e.getMessage());
        }
    }

    private static void requireEqual(String what, int expected, int actual) throws SnapshotFormatException {
        if (expected != actual) {
            throw new SnapshotFormatException("its " + what + " is " + actual + " where " + expected + " is known");
        }
    }

    private static void requireChecksum(byte[] bytes) throws SnapshotFormatException {
        int length = bytes.length - Long.BYTES;
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, length);
        if (checksum.getValue() != ByteBuffer.wrap(bytes).getLong(length)) {
            throw new SnapshotFormatException("its checksum is wrong");
        }
    }
}
