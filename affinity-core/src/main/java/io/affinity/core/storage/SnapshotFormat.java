// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.snapshot.Envelope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;

/**
 * What snapshots have in common: an {@link Envelope}, what their owner was made with (they are of no use to another), and what they
 * hold. Stateless and thread-safe.
 */
public final class SnapshotFormat {

    private final Envelope envelope;

    /**
     * @param mark of this kind of snapshot
     * @param version that is written, and the only one that is read
     */
    public SnapshotFormat(int mark, int version) {
        envelope = new Envelope(mark, version);
    }

    /** Writes what a snapshot holds. */
    @FunctionalInterface
    public interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    /** Reads it again; it may throw anything that says that a number or a word cannot be. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    /** {@return the bytes of a snapshot} */
    public byte[] encode(String madeWith, Writer content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(madeWith);
            content.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
        return envelope.seal(bytes.toByteArray());
    }

    /**
     * {@return what the snapshot holds}
     *
     * @param madeWith what the owner that is to go on is made with
     * @throws SnapshotFormatException if these are not the bytes of such a snapshot
     */
    public <T> T decode(byte[] bytes, String madeWith, Reader<T> content) throws SnapshotFormatException {
        return decode(bytes, content, other -> {
            if (!other.equals(madeWith)) {
                throw new SnapshotFormatException("it was made with " + other + " where " + madeWith + " is set now");
            }
        });
    }

    /**
     * {@return what the snapshot holds, whatever its owner was made with: for whoever looks at it and does not go on with it}
     *
     * @throws SnapshotFormatException if these are not the bytes of such a snapshot
     */
    public <T> T decodeAny(byte[] bytes, Reader<T> content) throws SnapshotFormatException {
        return decode(bytes, content, any -> {});
    }

    /** Looks at what the owner was made with. */
    private interface Owner {
        void require(String madeWith) throws SnapshotFormatException;
    }

    private <T> T decode(byte[] bytes, Reader<T> content, Owner owner) throws SnapshotFormatException {
        try (DataInputStream in = open(bytes)) {
            owner.require(in.readUTF());
            T value = content.read(in);
            if (in.available() > 0) {
                throw new SnapshotFormatException("it has " + in.available() + " bytes too many");
            }
            return value;
        } catch (IOException e) {
            throw new SnapshotFormatException("it ends too early: " + e);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new SnapshotFormatException("it names what cannot be: " + e.getMessage());
        }
    }

    private DataInputStream open(byte[] bytes) throws SnapshotFormatException {
        try {
            ByteBuffer content = envelope.open(bytes);
            return new DataInputStream(
                    new ByteArrayInputStream(content.array(), content.arrayOffset(), content.remaining()));
        } catch (IllegalArgumentException e) {
            throw new SnapshotFormatException(String.valueOf(e.getMessage()));
        }
    }
}
