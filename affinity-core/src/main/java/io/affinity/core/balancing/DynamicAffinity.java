// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.dependence.AffinityTable;
import io.affinity.core.dependence.Dependence;
import io.affinity.core.dependence.DependenceAnalysis;
import io.affinity.core.dependence.DependenceSettings;
import io.affinity.core.storage.SnapshotChecks;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives the search soft rules for VMs that depend on each other, from an analysis once a day. Belongs to one thread. */
final class DynamicAffinity {

    private static final Duration EVERY = Duration.ofDays(1);

    /** Outlives the next analysis by a little, so that there is no hour without. */
    private static final Duration VALID_FOR = EVERY.plus(Duration.ofHours(1));

    private static final int MOST_RULES = 1000;

    private final double weight;
    private List<Dependence> found = List.of();
    private Instant validUntil = Instant.MIN;
    private @Nullable AffinityTable table;
    private long analyzedAt = Long.MIN_VALUE;

    /** @param weight what a correlation of 1 is worth, in migrations; zero for no analysis at all */
    DynamicAffinity(double weight) {
        this.weight = weight;
    }

    /** {@return the scenarios, their fleet with the soft rules of the day} */
    Scenarios addTo(Scenarios scenarios, Situation situation) {
        if (weight == 0) {
            return scenarios;
        }
        Fleet fleet = scenarios.fleet();
        long steps = EVERY.dividedBy(situation.history().step());
        // After a restart, the clock may be one that goes behind.
        long age = analyzedAt == Long.MIN_VALUE ? -1 : situation.history().slot() - analyzedAt;
        if (age < 0 || age >= steps) {
            found = DependenceAnalysis.analyze(
                    fleet, situation.history(), fleet.resources().get(0), DependenceSettings.DEFAULT);
            validUntil = fleet.observedAt().plus(VALID_FOR);
            table = null;
            analyzedAt = situation.history().slot();
        }
        if (table == null) {
            table = AffinityTable.of(fleet, found, TopologyLevel.HOST, validUntil);
        }
        List<LocationPolicy> policies = new ArrayList<>(fleet.policies());
        policies.addAll(table.policies(weight, MOST_RULES, fleet.observedAt()));
        return scenarios.over(fleet.withPolicies(policies));
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(analyzedAt);
        out.writeLong(validUntil.getEpochSecond());
        out.writeInt(validUntil.getNano());
        // The most certain come first, and no more are used.
        List<Dependence> used = found.stream()
                .filter(it -> it.correlation() != 0)
                .limit(MOST_RULES)
                .toList();
        out.writeInt(used.size());
        for (Dependence it : used) {
            out.writeUTF(it.vm().value());
            out.writeUTF(it.other().value());
            out.writeUTF(it.resource().name());
            out.writeUTF(it.resource().unit());
            out.writeLong(it.lag().toNanos());
            for (double number : new double[] {
                it.correlation(), it.pValue(), it.effectiveSamples(), it.deviation(), it.otherDeviation()
            }) {
                out.writeDouble(number);
            }
        }
    }

    /** Takes what was written; half of it, where this throws. */
    void read(DataInputStream in) throws IOException {
        analyzedAt = SnapshotChecks.placeOrNone(in.readLong());
        validUntil = Instant.ofEpochSecond(in.readLong(), in.readInt());
        List<Dependence> read = new ArrayList<>();
        for (int left = SnapshotChecks.count(in, "dependences", 4 * Short.BYTES); left > 0; left--) {
            read.add(dependence(in));
        }
        found = List.copyOf(read);
        table = null;
    }

    private static Dependence dependence(DataInputStream in) throws IOException {
        VmId vm = new VmId(in.readUTF());
        VmId other = new VmId(in.readUTF());
        if (vm.equals(other)) {
            throw new IllegalArgumentException("the VM " + vm + " depends on itself");
        }
        return new Dependence(
                vm,
                other,
                new Resource(in.readUTF(), in.readUTF()),
                Duration.ofNanos(in.readLong()),
                SnapshotChecks.between("correlation", in.readDouble(), -1, 1),
                SnapshotChecks.between("p-value", in.readDouble(), 0, 1),
                SnapshotChecks.finiteNotNegative("number of samples", in.readDouble()),
                SnapshotChecks.between("deviation", in.readDouble(), Double.MIN_NORMAL, Double.MAX_VALUE),
                SnapshotChecks.between("deviation", in.readDouble(), Double.MIN_NORMAL, Double.MAX_VALUE));
    }
}
