// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import io.affinity.core.balancing.MigrationMemory;
import io.affinity.core.outcome.DecisionState.TrackState;
import io.affinity.core.storage.SnapshotChecks;
import io.affinity.core.storage.SnapshotFormatException;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads what {@link DecisionCodec} wrote. */
final class DecisionReader {

    private static final int COLUMNS = StepRing.columns();

    private final DataInputStream in;

    private DecisionReader(DataInputStream in) {
        this.in = in;
    }

    /** A part of it. */
    private interface Part<T> {
        T read() throws IOException;
    }

    /**
     * {@return the state that was encoded}
     *
     * @param madeWith what the ledger that is to go on is made with
     * @throws SnapshotFormatException if these are not the bytes of such a ledger
     */
    static DecisionState decode(byte[] bytes, String madeWith) throws SnapshotFormatException {
        return DecisionCodec.FORMAT.decode(bytes, madeWith, in -> new DecisionReader(in).state());
    }

    /**
     * {@return what migrations had gained when the ledger was encoded, whatever it was made with}
     *
     * @throws SnapshotFormatException if these are not the bytes of a ledger
     */
    static List<MigrationGain> gains(byte[] bytes) throws SnapshotFormatException {
        return DecisionCodec.FORMAT
                .decodeAny(bytes, in -> new DecisionReader(in).state())
                .gains();
    }

    private DecisionState state() throws IOException {
        Instant since = instant();
        Duration accounted = duration();
        Duration missed = duration();
        Instant at = instant();
        List<Resource> resources = list(() -> new Resource(in.readUTF(), in.readUTF()));
        List<HostId> hosts = list(() -> new HostId(in.readUTF()));
        List<VmId> vms = list(() -> new VmId(in.readUTF()));
        double[] demand = demand(vms.size(), resources.size());
        TrackState actual = track(vms.size(), hosts.size());
        TrackState stay = track(vms.size(), hosts.size());
        TrackState reactive = track(vms.size(), hosts.size());
        TrackState forecasts = in.readBoolean() ? track(vms.size(), hosts.size()) : null;
        float[] rows = rows();
        List<MigrationGain> gains = list(this::gain);
        int openGains = (int) SnapshotChecks.between("number of open gains", in.readInt(), 0, gains.size());
        List<GainAtAge> ages = ages();
        return new DecisionState(
                since,
                accounted,
                missed,
                at,
                resources,
                vms,
                DoubleBuffer.wrap(demand),
                hosts,
                actual,
                stay,
                reactive,
                forecasts,
                FloatBuffer.wrap(rows),
                gains,
                openGains,
                ages,
                standing(),
                SnapshotChecks.notNegative("number of steps of a trial", in.readInt()),
                SnapshotChecks.notNegative("number of windows", in.readInt()));
    }

    private float[] rows() throws IOException {
        float[] rows = new float[SnapshotChecks.count(in, "numbers of steps", Float.BYTES)];
        if (rows.length % COLUMNS != 0) {
            throw new IllegalArgumentException("the numbers of steps (" + rows.length + ") are no rows of " + COLUMNS);
        }
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) SnapshotChecks.finite("number of a step", in.readFloat());
        }
        return rows;
    }

    private double[] demand(int vms, int resources) throws IOException {
        SnapshotChecks.between("number of demands", (long) vms * resources, 0, in.available() / Double.BYTES);
        double[] demand = new double[vms * resources];
        for (int i = 0; i < demand.length; i++) {
            demand[i] = SnapshotChecks.between("demand", in.readDouble(), 0, Double.MAX_VALUE);
        }
        return demand;
    }

    private List<GainAtAge> ages() throws IOException {
        List<GainAtAge> ages = list(() -> new GainAtAge(
                duration(),
                SnapshotChecks.notNegative("number of migrations", in.readInt()),
                SnapshotChecks.finite("gain of migrations", in.readDouble())));
        SnapshotChecks.between(
                "number of ages", ages.size(), MigrationGains.numberOfAges(), MigrationGains.numberOfAges());
        return ages;
    }

    private <T> List<T> list(Part<T> part) throws IOException {
        int size = SnapshotChecks.count(in, "things", 1);
        List<T> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(part.read());
        }
        return list;
    }

    private TrackState track(int vms, int hosts) throws IOException {
        int[] hostByVm = new int[vms];
        for (int v = 0; v < vms; v++) {
            hostByVm[v] = (int) SnapshotChecks.between("place of a host", in.readInt(), 0, hosts - 1);
        }
        TrackTotals totals = new TrackTotals(
                total(),
                total(),
                total(),
                SnapshotChecks.notNegative("number of migrations", in.readInt()),
                total(),
                total());
        return new TrackState(
                IntBuffer.wrap(hostByVm),
                totals,
                list(this::flight),
                list(this::planned),
                list(this::started),
                list(this::migration),
                list(this::event));
    }

    private double total() throws IOException {
        return SnapshotChecks.finite("total of a track", in.readDouble());
    }

    private double known(String what) throws IOException {
        return SnapshotChecks.finite(what, in.readDouble());
    }

    private double missing(String what) throws IOException {
        return SnapshotChecks.finiteOrMissing(what, in.readDouble());
    }

    private ShadowMigrator.Flight flight() throws IOException {
        return new ShadowMigrator.Flight(migration(), instant(), outcome(in.readByte()));
    }

    private TrackEvent event() throws IOException {
        return new TrackEvent(
                instant(),
                TrackEvent.Kind.of(in.readByte()),
                migration(),
                known("cost of a migration"),
                in.readBoolean());
    }

    private MigrationMemory.Started started() throws IOException {
        return new MigrationMemory.Started(migration(), instant(), in.readBoolean() ? instant() : null);
    }

    private static MigrationOutcome outcome(int code) {
        return switch (code) {
            case DecisionCodec.COMPLETES -> new MigrationOutcome.Completed(Duration.ZERO, Duration.ZERO, 0);
            case DecisionCodec.IS_ABORTED -> new MigrationOutcome.Aborted(new MigrationFailure.Requested());
            case DecisionCodec.FAILS -> ShadowMigrator.HOST_GONE;
            default -> throw new IllegalArgumentException("The outcome (" + code + ") must be from 0 to 2.");
        };
    }

    private PlannedMigration planned() throws IOException {
        Migration migration = migration();
        boolean isForRules = in.readBoolean();
        Duration startAfter = duration();
        int number = in.readInt();
        Set<Integer> dependsOn = new TreeSet<>(list(in::readInt));
        return Shadow.planned(number, migration, isForRules, startAfter, dependsOn);
    }

    private MigrationGain gain() throws IOException {
        return new MigrationGain(
                migration(),
                instant(),
                duration(),
                duration(),
                missing("bytes of a migration"),
                known("cost of a migration"),
                duration(),
                known("gain of a migration"),
                missing("gain of a migration"),
                missing("gain of a migration"),
                missing("gain of a migration"));
    }

    private DecidingRule standing() throws IOException {
        Rule rule = Rule.of(in.readByte());
        Instant since = instant();
        if (!in.readBoolean()) {
            return new DecidingRule(rule, since, null);
        }
        return new DecidingRule(
                rule,
                since,
                new DecidingRule.Verdict(
                        Rule.of(in.readByte()),
                        DecidingRule.Reference.of(in.readByte()),
                        new Interval(known("gain"), known("gain"), known("gain")),
                        duration()));
    }

    private Migration migration() throws IOException {
        return new Migration(new VmId(in.readUTF()), new HostId(in.readUTF()), new HostId(in.readUTF()));
    }

    private Instant instant() throws IOException {
        return SnapshotChecks.instant(in);
    }

    private Duration duration() throws IOException {
        return SnapshotChecks.duration(in);
    }
}
