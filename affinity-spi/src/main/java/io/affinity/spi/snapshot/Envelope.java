// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.snapshot;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What bytes begin and end with that are kept or shipped, so that bytes which were damaged or cut off, or are something else, are
 * told apart before any of them is believed. Big-endian: a mark, the version, the length of the content in bytes, the content, and
 * the CRC-32C of all that. Immutable and thread-safe.
 *
 * <p>The checksum tells of damage, not of intent: who crafts bytes can compute it. So whoever reads the content still checks every
 * length, number and word, before memory is claimed for it.
 *
 * @param mark of this kind of content
 * @param version of its format: the one that is written, and the only one that is read
 */
public record Envelope(int mark, int version) {

    /** So many bytes come before the content. */
    public static final int HEADER_BYTES = 3 * Integer.BYTES;

    /** So many bytes come after the content. */
    public static final int TRAILER_BYTES = Integer.BYTES;

    /** {@return the content in this envelope; it is not changed} */
    public byte[] seal(byte[] content) {
        return seal(ByteBuffer.wrap(content));
    }

    /**
     * {@return what is left of the content in this envelope; its bytes are not changed, and its position is at its end}
     *
     * @throws ArithmeticException if there is no room for the envelope in an array
     */
    public byte[] seal(ByteBuffer content) {
        int length = content.remaining();
        ByteBuffer sealed = ByteBuffer.allocate(Math.addExact(HEADER_BYTES + TRAILER_BYTES, length));
        sealed.putInt(mark).putInt(version).putInt(length).put(content);
        return sealed.putInt(checksum(sealed.array())).array();
    }

    /**
     * {@return the content, big-endian, as a view of the bytes}
     *
     * @throws IllegalArgumentException if it is not the content of such an envelope, whole and as it was; the message is a part of a
     *     sentence that says why, such as {@code its checksum is wrong}
     */
    public ByteBuffer open(byte[] bytes) {
        if (bytes.length < HEADER_BYTES + TRAILER_BYTES) {
            throw new IllegalArgumentException("it has only " + bytes.length + " bytes");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        requireEqual("mark", mark, header.getInt());
        requireEqual("version", version, header.getInt());
        int length = bytes.length - HEADER_BYTES - TRAILER_BYTES;
        requireEqual("length", length, header.getInt());
        if (checksum(bytes) != header.getInt(HEADER_BYTES + length)) {
            throw new IllegalArgumentException("its checksum is wrong");
        }
        return header.slice(HEADER_BYTES, length);
    }

    private static void requireEqual(String what, int expected, int actual) {
        if (expected != actual) {
            throw new IllegalArgumentException("its " + what + " is " + actual + ", which must be " + expected);
        }
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length - TRAILER_BYTES);
        return (int) checksum.getValue();
    }
}
