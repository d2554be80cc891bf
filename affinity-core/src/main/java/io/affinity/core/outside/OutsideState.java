// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outside;

import io.affinity.core.dependence.OutsideDependence;
import io.affinity.core.storage.SnapshotChecks;
import io.affinity.core.storage.SnapshotFormat;
import io.affinity.core.storage.SnapshotFormatException;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which lags were found, when, and from how much; as bytes, for a restart. Belongs to one thread. */
final class OutsideState {

    private static final SnapshotFormat FORMAT = new SnapshotFormat(0x41464F53, 1);

    private long analyzedAt = Long.MIN_VALUE;
    private int analyzedLength;
    private List<OutsideDependence> found = List.of();

    boolean isDue(long slot, int length, long steps) {
        long age = analyzedAt == Long.MIN_VALUE ? -1 : slot - analyzedAt;
        return length >= Plausible.FEWEST && (age < 0 || age >= steps || length >= 2 * analyzedLength);
    }

    void analyzed(long slot, int length, List<OutsideDependence> newest) {
        analyzedAt = slot;
        analyzedLength = length;
        found = List.copyOf(newest);
    }

    List<OutsideDependence> found() {
        return found;
    }

    byte[] encode(Duration step, List<OutsideTrack> tracks) {
        return FORMAT.encode(madeWith(step), out -> {
            out.writeLong(analyzedAt);
            out.writeInt(analyzedLength);
            List<OutsideTrack> scaled =
                    tracks.stream().filter(track -> track.scale() != null).toList();
            out.writeInt(scaled.size());
            for (OutsideTrack track : scaled) {
                SeriesScale scale = track.scale();
                out.writeUTF(track.name());
                out.writeDouble(scale == null ? 0 : scale.mean());
                out.writeDouble(scale == null ? 1 : scale.deviation());
            }
            out.writeInt(found.size());
            for (OutsideDependence each : found) {
                write(each, out);
            }
        });
    }

    private static String madeWith(Duration step) {
        return "steps of " + step;
    }

    private static void write(OutsideDependence each, DataOutputStream out) throws IOException {
        out.writeUTF(each.series());
        out.writeUTF(each.vm().value());
        out.writeUTF(each.resource().name());
        out.writeUTF(each.resource().unit());
        out.writeLong(each.lag().toNanos());
        out.writeDouble(each.correlation());
        out.writeDouble(each.pValue());
        out.writeDouble(each.effectiveSamples());
    }

    /** Takes what was written, of the series that there still are. */
    void restore(byte[] bytes, Duration step, List<OutsideTrack> tracks) throws SnapshotFormatException {
        Map<String, OutsideTrack> byName = new HashMap<>();
        tracks.forEach(track -> byName.put(track.name(), track));
        OutsideState read = FORMAT.decode(bytes, madeWith(step), in -> read(in, byName));
        analyzedAt = read.analyzedAt;
        analyzedLength = read.analyzedLength;
        found = read.found;
    }

    private static OutsideState read(DataInputStream in, Map<String, OutsideTrack> byName) throws IOException {
        OutsideState state = new OutsideState();
        state.analyzedAt = SnapshotChecks.placeOrNone(in.readLong());
        state.analyzedLength = SnapshotChecks.notNegative("number of steps", in.readInt());
        Map<OutsideTrack, SeriesScale> scales = new HashMap<>();
        for (int left = SnapshotChecks.count(in, "series", Short.BYTES); left > 0; left--) {
            OutsideTrack track = byName.get(in.readUTF());
            SeriesScale scale = new SeriesScale(
                    SnapshotChecks.finite("mean", in.readDouble()),
                    SnapshotChecks.between("deviation", in.readDouble(), Double.MIN_NORMAL, Double.MAX_VALUE));
            if (track != null) {
                scales.put(track, scale);
            }
        }
        List<OutsideDependence> found = new ArrayList<>();
        for (int left = SnapshotChecks.count(in, "dependences", 4 * Short.BYTES); left > 0; left--) {
            OutsideDependence each = dependence(in);
            if (byName.containsKey(each.series())) {
                found.add(each);
            }
        }
        state.found = List.copyOf(found);
        scales.forEach(OutsideTrack::restore);
        return state;
    }

    private static OutsideDependence dependence(DataInputStream in) throws IOException {
        return new OutsideDependence(
                in.readUTF(),
                new VmId(in.readUTF()),
                new Resource(in.readUTF(), in.readUTF()),
                Duration.ofNanos(in.readLong()),
                SnapshotChecks.between("correlation", in.readDouble(), -1, 1),
                SnapshotChecks.between("p-value", in.readDouble(), 0, 1),
                SnapshotChecks.finiteNotNegative("number of samples", in.readDouble()));
    }
}
