package io.affinity.core.ledger;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * A ledger as bytes. Big-endian: a mark, the version, what the ledger was made with (it is of no use to another), the newest
 * step, VMs and hosts in the order of their names with their numbers, and the CRC-32 of all that.
 *
 * <p>Forecasts that wait for their outcome are part of it up to a gibibyte; a larger fleet loses those of one horizon at a
 * restart. Predicted contention that waits is not part of it.
 */
final class LedgerCodec {

    private static final int MARK = 0x41464C47;
    private static final int VERSION = 1;
    private static final long MOST_WITH_PENDING = 1L << 30;

    private LedgerCodec() {}

    static byte[] encode(CalibrationLedger.Contents contents) {
        int resources = contents.resources().size();
        long numbers =
                (long) contents.byVm().size() * resources * contents.layout().length();
        boolean withPending = numbers * Float.BYTES <= MOST_WITH_PENDING;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CRC32 checksum = new CRC32();
        try (DataOutputStream out = new DataOutputStream(new CheckedOutputStream(bytes, checksum))) {
            out.writeInt(MARK);
            out.writeInt(VERSION);
            out.writeUTF(contents.madeWith());
            out.writeUTF(contents.forecaster());
            out.writeInt(resources);
            for (Resource resource : contents.resources()) {
                out.writeUTF(resource.name());
                out.writeUTF(resource.unit());
            }
            out.writeLong(contents.newest());
            for (int i = 0; i < contents.originAt().capacity(); i++) {
                out.writeLong(contents.originAt().get(i));
            }
            int length =
                    withPending ? contents.layout().length() : contents.layout().pending();
            out.writeInt(length);
            out.writeInt(contents.byVm().size());
            for (Map.Entry<VmId, VmScores> entry : new TreeMap<>(contents.byVm()).entrySet()) {
                out.writeUTF(entry.getKey().value());
                for (int r = 0; r < resources; r++) {
                    write(out, entry.getValue().series(r).state(), length);
                }
            }
            out.writeInt(contents.byHost().size());
            for (Map.Entry<HostId, HostScores> entry : new TreeMap<>(contents.byHost()).entrySet()) {
                out.writeUTF(entry.getKey().value());
                write(out, entry.getValue().state(), entry.getValue().state().length);
            }
            out.writeLong(checksum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, float[] numbers, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            out.writeFloat(numbers[i]);
        }
    }

    /** Fills the maps and the buffer of an empty ledger; where it throws, they may be half full and must be thrown away. */
    static CalibrationLedger.Contents decode(byte[] bytes, CalibrationLedger.Contents empty)
            throws SnapshotFormatException {
        if (bytes.length < 2 * Integer.BYTES + Long.BYTES) {
            throw new SnapshotFormatException("it has only " + bytes.length + " bytes");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            requireEqual("mark", MARK, in.readInt());
            requireEqual("version", VERSION, in.readInt());
            requireChecksum(bytes);
            String madeWith = in.readUTF();
            if (!madeWith.equals(empty.madeWith())) {
                throw new SnapshotFormatException(
                        "it was made with " + madeWith + " where " + empty.madeWith() + " is set now");
            }
            String forecaster = in.readUTF();
            int count = in.readInt();
            List<Resource> resources = new ArrayList<>();
            for (int r = 0; r < count; r++) {
                resources.add(new Resource(in.readUTF(), in.readUTF()));
            }
            long newest = in.readLong();
            for (int i = 0; i < empty.originAt().capacity(); i++) {
                empty.originAt().put(i, in.readLong());
            }
            readVms(in, empty, count);
            readHosts(in, empty, count);
            return empty.with(resources, forecaster, newest);
        } catch (IOException e) {
            throw new SnapshotFormatException("it ends too early: " + e);
        } catch (IllegalArgumentException e) {
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

    private static void readVms(DataInputStream in, CalibrationLedger.Contents contents, int resources)
            throws IOException {
        int length = in.readInt();
        int count = in.readInt();
        for (int v = 0; v < count; v++) {
            VmId vm = new VmId(in.readUTF());
            VmScores scores = new VmScores(vm, resources, contents.layout());
            for (int r = 0; r < resources; r++) {
                read(in, scores.series(r).state(), length);
            }
            contents.byVm().put(vm, scores);
        }
    }

    private static void readHosts(DataInputStream in, CalibrationLedger.Contents contents, int resources)
            throws IOException {
        int count = in.readInt();
        for (int h = 0; h < count; h++) {
            HostId host = new HostId(in.readUTF());
            HostScores scores = new HostScores(resources, contents.layout().leads());
            read(in, scores.state(), scores.state().length);
            contents.byHost().put(host, scores);
        }
    }

    private static void read(DataInputStream in, float[] numbers, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            numbers[i] = in.readFloat();
        }
    }

    /** {@return what a ledger is made with, as text: another one cannot use its numbers} */
    static String madeWith(LedgerSettings settings, Duration step, int season) {
        List<Integer> leads = settings.leads();
        return "leads " + leads + ", a memory of " + settings.memory() + " steps of " + step + " and a season of "
                + season;
    }
}
