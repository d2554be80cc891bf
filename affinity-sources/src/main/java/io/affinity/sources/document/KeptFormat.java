// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.document;

import io.affinity.spi.snapshot.Envelope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A text that is kept, as bytes in an {@link Envelope}: the SHA-256 of its document's identity, which may hold a password and is not
 * written down; when it was read, in milliseconds since 1970; the text in UTF-8. Immutable and thread-safe.
 */
final class KeptFormat {

    private static final Envelope ENVELOPE = new Envelope(0x41464b54, 1);
    private static final String PREFIX = "announced-";
    private static final int HASH_BYTES = 32;
    private static final int KEY_BYTES = 16;
    private static final int MOST_BYTES =
            Document.MOST_BYTES + Envelope.HEADER_BYTES + Envelope.TRAILER_BYTES + HASH_BYTES + Long.BYTES;

    private final byte[] hash;

    KeptFormat(String identity) {
        try {
            hash = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /**
     * A text.
     *
     * @param readAt when it was last read, and right
     */
    record Kept(String text, Instant readAt) {}

    /** {@return the key of a store under which it is kept} */
    String key() {
        return PREFIX + HexFormat.of().formatHex(hash, 0, KEY_BYTES);
    }

    /** {@return whether a text of any document may be kept under this key} */
    static boolean isKey(String key) {
        return key.startsWith(PREFIX);
    }

    byte[] seal(Kept kept) {
        byte[] text = kept.text().getBytes(StandardCharsets.UTF_8);
        ByteBuffer content = ByteBuffer.allocate(HASH_BYTES + Long.BYTES + text.length);
        content.put(hash).putLong(kept.readAt().toEpochMilli()).put(text);
        return ENVELOPE.seal(content.flip());
    }

    /** @throws IOException if it is not the text of this document, whole and as it was; the message says why, as a part of a sentence */
    Kept open(byte[] bytes) throws IOException {
        if (bytes.length > MOST_BYTES) {
            throw new IOException("it has " + bytes.length + " bytes, more than any document");
        }
        ByteBuffer content = content(bytes);
        if (content.remaining() < HASH_BYTES + Long.BYTES) {
            throw new IOException("it ends too early");
        }
        byte[] whose = new byte[HASH_BYTES];
        content.get(whose);
        if (!Arrays.equals(whose, hash)) {
            throw new IOException("it is of another address");
        }
        Instant readAt = Instant.ofEpochMilli(content.getLong());
        byte[] text = new byte[content.remaining()];
        content.get(text);
        return new Kept(Utf8.text(new ByteArrayInputStream(text)), readAt);
    }

    private static ByteBuffer content(byte[] bytes) throws IOException {
        try {
            return ENVELOPE.open(bytes);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
