package io.affinity.core.exchange;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.CRC32;

/**
 * What all messages have in common. Big-endian: a mark, the kind and the version in two bytes each, the length of the content, the
 * content, and the CRC-32 of all that.
 */
final class Envelope {

    private static final int MARK = 0x41465845;
    private static final int VERSION = 1;
    private static final int HEADER = 2 * Integer.BYTES + 2 * Short.BYTES;
    private static final int TRAILER = Integer.BYTES;

    private Envelope() {}

    static byte[] seal(Kind kind, Consumer<MessageWriter> content) {
        MessageWriter writer = new MessageWriter();
        writer.integer(MARK);
        writer.integer(kind.code() << Short.SIZE | VERSION);
        writer.integer(0);
        content.accept(writer);
        writer.integer(0);
        byte[] bytes = writer.bytes();
        ByteBuffer sealed = ByteBuffer.wrap(bytes);
        sealed.putInt(HEADER - Integer.BYTES, bytes.length - HEADER - TRAILER);
        sealed.putInt(bytes.length - TRAILER, checksum(bytes));
        return bytes;
    }

    static <T> T open(byte[] bytes, Kind kind, Function<MessageReader, T> content) throws ExchangeFormatException {
        requireSound(bytes, kind);
        MessageReader reader = new MessageReader(ByteBuffer.wrap(bytes, HEADER, bytes.length - HEADER - TRAILER));
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

    private static void requireSound(byte[] bytes, Kind kind) throws ExchangeFormatException {
        if (bytes.length < HEADER + TRAILER) {
            throw new ExchangeFormatException("The " + kind + " has only " + bytes.length + " bytes.");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        requireEqual(kind, "mark", MARK, header.getInt());
        requireEqual(kind, "kind", kind.code(), header.getShort());
        requireEqual(kind, "version", VERSION, header.getShort());
        requireEqual(kind, "length", bytes.length - HEADER - TRAILER, header.getInt());
        requireEqual(kind, "checksum", checksum(bytes), header.getInt(bytes.length - TRAILER));
    }

    private static void requireEqual(Kind kind, String thing, int expected, int actual) throws ExchangeFormatException {
        if (expected != actual) {
            throw new ExchangeFormatException(
                    "The " + thing + " of the " + kind + " (" + actual + ") must be " + expected + ".");
        }
    }

    private static int checksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, bytes.length - TRAILER);
        return (int) checksum.getValue();
    }
}
