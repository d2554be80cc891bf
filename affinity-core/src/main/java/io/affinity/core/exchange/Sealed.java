// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import io.affinity.spi.snapshot.Envelope;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.util.function.Consumer;
import java.util.function.Function;

/** What all messages have in common: an {@link Envelope} whose version has the kind in its upper two bytes. */
final class Sealed {

    private static final int MARK = 0x41465845;
    private static final int VERSION = 2;

    private Sealed() {}

    private static Envelope envelope(Kind kind) {
        return new Envelope(MARK, kind.code() << Short.SIZE | VERSION);
    }

    static byte[] seal(Kind kind, Consumer<MessageWriter> content) {
        MessageWriter writer = new MessageWriter();
        content.accept(writer);
        return envelope(kind).seal(writer.written());
    }

    static <T> T open(byte[] bytes, Kind kind, Function<MessageReader, T> content) throws ExchangeFormatException {
        MessageReader reader = new MessageReader(content(bytes, kind));
        try {
            T value = content.apply(reader);
            reader.requireEnd();
            return value;
        } catch (BufferUnderflowException e) {
            throw new ExchangeFormatException("The " + kind + " ends too early.");
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new ExchangeFormatException("The " + kind + " names what cannot be: " + e.getMessage());
        }
    }

    private static ByteBuffer content(byte[] bytes, Kind kind) throws ExchangeFormatException {
        try {
            requireKind(bytes, kind);
            return envelope(kind).open(bytes);
        } catch (IllegalArgumentException e) {
            throw new ExchangeFormatException("The " + kind + " cannot be read: " + e.getMessage() + ".");
        }
    }

    /** Looked at first, as it is what people mistake. */
    private static void requireKind(byte[] bytes, Kind kind) {
        if (bytes.length < Envelope.HEADER_BYTES) {
            return;
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        short actual = header.getShort(Integer.BYTES);
        if (header.getInt(0) == MARK && actual != kind.code()) {
            throw new IllegalArgumentException("its kind is " + actual + ", which must be " + kind.code());
        }
        short version = header.getShort(Integer.BYTES + Short.BYTES);
        if (header.getInt(0) == MARK && version != VERSION) {
            throw new IllegalArgumentException("its version is " + version + ", which must be " + VERSION);
        }
    }
}
