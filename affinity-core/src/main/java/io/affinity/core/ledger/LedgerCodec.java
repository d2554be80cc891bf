// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import io.affinity.core.storage.SnapshotChecks;
import io.affinity.core.storage.SnapshotFormat;
import io.affinity.core.storage.SnapshotFormatException;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A ledger as bytes, in a {@link SnapshotFormat}: the newest step, then VMs and hosts in the order of their names with their numbers.
 *
 * <p>Forecasts that wait for their outcome are part of it up to 192 MiB; a larger fleet loses those of one horizon at a
 * restart. Predicted contention that waits is not part of it.
 */
final class LedgerCodec {

    private static final SnapshotFormat FORMAT = new SnapshotFormat(0x41464C47, 2);
    private static final long MOST_WITH_PENDING = 192L << 20;

    private LedgerCodec() {}

    static byte[] encode(CalibrationLedger.Contents contents) {
        return FORMAT.encode(contents.madeWith(), out -> write(out, contents));
    }

    private static void write(DataOutputStream out, CalibrationLedger.Contents contents) throws IOException {
        int resources = contents.resources().size();
        long numbers =
                (long) contents.byVm().size() * resources * contents.layout().length();
        boolean withPending = numbers * Float.BYTES <= MOST_WITH_PENDING;
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
    }

    private static void write(DataOutputStream out, float[] numbers, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            out.writeFloat(numbers[i]);
        }
    }

    /** Fills the maps and the buffer of an empty ledger; where it throws, they may be half full and must be thrown away. */
    static CalibrationLedger.Contents decode(byte[] bytes, CalibrationLedger.Contents empty)
            throws SnapshotFormatException {
        return FORMAT.decode(bytes, empty.madeWith(), in -> read(in, empty));
    }

    private static CalibrationLedger.Contents read(DataInputStream in, CalibrationLedger.Contents empty)
            throws IOException {
        String forecaster = in.readUTF();
        int count = SnapshotChecks.count(in, "resources", 2 * Short.BYTES);
        List<Resource> resources = new ArrayList<>();
        for (int r = 0; r < count; r++) {
            Resource resource = new Resource(in.readUTF(), in.readUTF());
            if (resources.contains(resource)) {
                throw new IllegalArgumentException("it names the resource " + resource + " twice");
            }
            resources.add(resource);
        }
        long newest = in.readLong();
        for (int i = 0; i < empty.originAt().capacity(); i++) {
            empty.originAt().put(i, in.readLong());
        }
        readVms(in, empty, count);
        readHosts(in, empty, count);
        return empty.with(resources, forecaster, newest);
    }

    private static void readVms(DataInputStream in, CalibrationLedger.Contents contents, int resources)
            throws IOException {
        int length = in.readInt();
        SeriesLayout layout = contents.layout();
        if (length != layout.length() && length != layout.pending()) {
            throw new IllegalArgumentException("a series has " + length + " numbers, which must be " + layout.length()
                    + ", or " + layout.pending() + " without what waits");
        }
        int count = SnapshotChecks.count(in, "VMs", Short.BYTES + (long) Float.BYTES * resources * length);
        for (int v = 0; v < count; v++) {
            VmId vm = new VmId(in.readUTF());
            VmScores scores = new VmScores(vm, resources, layout);
            for (int r = 0; r < resources; r++) {
                read(in, scores.series(r).state(), length);
                scores.series(r).requireSound();
            }
            contents.byVm().put(vm, scores);
        }
    }

    private static void readHosts(DataInputStream in, CalibrationLedger.Contents contents, int resources)
            throws IOException {
        long numbers = HostScores.numbers(resources, contents.layout().leads());
        int count = SnapshotChecks.count(in, "hosts", Short.BYTES + Float.BYTES * numbers);
        for (int h = 0; h < count; h++) {
            HostId host = new HostId(in.readUTF());
            HostScores scores = new HostScores(resources, contents.layout().leads());
            read(in, scores.state(), scores.state().length);
            for (float number : scores.state()) {
                SnapshotChecks.finiteNotNegative("score of a host", number);
            }
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
