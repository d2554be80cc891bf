// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What happens on one track between two moments. Demand runs in straight lines from the first to the second. The time is
 * split at each event of the track, and what is short at the beginning of a piece counts as short for all of it, which is
 * how the simulator counts too. A host is short if its VMs want more of any resource than it has, by more than rounding. A VM
 * that is migrated runs on its source; on its target it takes a tenth of its CPU, and all of its memory.
 *
 * <p>Source of the tenth: Beloglazov and Buyya 2012, section 4.2. Cost: one pass over the VMs, and one over the hosts
 * for each piece.
 */
final class Course {

    static final double CPU_ON_TARGET = 0.1;

    private static final double ROUNDING = 1e-9;

    /** Less of a host's CPU than this is what adding and taking away leaves behind. */
    private static final double NOTHING = 1e-12;

    private final Moment begin;
    private final Fleet fleet;
    private final int resources;
    private final double seconds;
    private final double[] first;
    private final double[] last;
    private final double[] capacity;
    private final double[] arriving;
    private final int[] hostByVm;
    private final double[] loadFirst;
    private final double[] loadLast;
    private final int[] count;
    private final double[] weight;
    private double reached;
    private double pieceBegan;
    private TrackTotals totals = TrackTotals.NONE;

    /**
     * @param hostByVm where each VM runs at the beginning; changed to where it runs in the end
     * @param underWay what is being migrated at the beginning
     */
    Course(Moment begin, Moment end, int[] hostByVm, Collection<Migration> underWay) {
        this.begin = begin;
        this.fleet = begin.fleet();
        this.resources = fleet.resources().size();
        this.seconds = seconds(begin.at(), end.at());
        this.first = begin.demand();
        this.last = begin.demandAt(end);
        this.capacity = begin.capacity();
        this.arriving = begin.arriving();
        this.hostByVm = hostByVm;
        this.loadFirst = new double[capacity.length];
        this.loadLast = new double[capacity.length];
        this.count = new int[fleet.hosts().size()];
        this.weight = new double[fleet.hosts().size()];
        for (int v = 0; v < hostByVm.length; v++) {
            put(v, hostByVm[v], 1);
        }
        underWay.forEach(migration -> hold(migration, 1));
    }

    private static double seconds(Instant from, Instant to) {
        Duration span = Duration.between(from, to);
        // A clock may be set by centuries, which 64 bits do not count in nanoseconds.
        return (span.getSeconds() * 1e9 + span.getNano()) / 1e9;
    }

    /** Goes through all of it; to be called once. */
    TrackTotals run(List<TrackEvent> events) {
        for (TrackEvent event : events) {
            serveUntil(Math.max(0, Math.min(seconds, seconds(begin.at(), event.at()))));
            apply(event);
        }
        serveUntil(seconds);
        return totals;
    }

    private void apply(TrackEvent event) {
        Migration migration = event.migration();
        if (event.kind() == TrackEvent.Kind.STARTED) {
            hold(migration, 1);
            return;
        }
        hold(migration, -1);
        totals = totals.plus(new TrackTotals(0, 0, 0, 1, event.cost(), event.isOwed() ? event.cost() : 0));
        boolean moves = event.kind() == TrackEvent.Kind.ARRIVED
                && fleet.contains(migration.vm())
                && fleet.contains(migration.target());
        if (moves) {
            int vm = fleet.indexOf(migration.vm());
            put(vm, hostByVm[vm], -1);
            hostByVm[vm] = fleet.indexOf(migration.target());
            put(vm, hostByVm[vm], 1);
        }
    }

    private void put(int vm, int host, int sign) {
        for (int r = 0; r < resources; r++) {
            loadFirst[host * resources + r] += sign * first[vm * resources + r];
            loadLast[host * resources + r] += sign * last[vm * resources + r];
        }
        count[host] += sign;
        weight[host] += sign * fleet.vms().get(vm).priority().weight();
    }

    private void hold(Migration migration, int sign) {
        if (!fleet.contains(migration.vm()) || !fleet.contains(migration.target())) {
            return;
        }
        int vm = fleet.indexOf(migration.vm());
        int host = fleet.indexOf(migration.target());
        for (int r = 0; r < resources; r++) {
            loadFirst[host * resources + r] += sign * arriving[r] * first[vm * resources + r];
            loadLast[host * resources + r] += sign * arriving[r] * last[vm * resources + r];
        }
    }

    private void serveUntil(double time) {
        double passed = time - reached;
        if (passed <= 0) {
            return;
        }
        pieceBegan = reached;
        double share = reached / seconds;
        double contended = 0;
        double weighted = 0;
        int active = 0;
        for (int h = 0; h < count.length; h++) {
            if (!begin.isDown(h)) {
                int cpu = h * resources + begin.cpu();
                active += at(share, cpu) > NOTHING * capacity[cpu] ? 1 : 0;
                boolean isShort = isShort(h, share);
                contended += isShort ? count[h] : 0;
                weighted += isShort ? weight[h] : 0;
            }
        }
        totals = totals.plus(
                new TrackTotals(contended * passed / 60, weighted * passed / 3600, active * passed / 3600, 0, 0, 0));
        reached = time;
    }

    /**
     * {@return how many VMs fewer stand on hosts that are short, in the last piece, than if this VM were on another host; all
     * else as it is}
     */
    int spared(int vm, int elsewhere) {
        int here = hostByVm[vm];
        double share = seconds > 0 ? pieceBegan / seconds : 0;
        int asItIs = contended(here, share, -1, 0) + contended(elsewhere, share, -1, 0);
        int otherwise = contended(here, share, vm, -1) + contended(elsewhere, share, vm, 1);
        return otherwise - asItIs;
    }

    /** {@return how many VMs a host would let wait with this VM more (1) or less (-1)} */
    private int contended(int host, double share, int vm, int sign) {
        if (begin.isDown(host)) {
            return 0;
        }
        for (int r = 0; r < resources; r++) {
            double own = vm < 0
                    ? 0
                    : first[vm * resources + r] + share * (last[vm * resources + r] - first[vm * resources + r]);
            int index = host * resources + r;
            if (at(share, index) + sign * own > capacity[index] * (1 + ROUNDING)) {
                return count[host] + sign;
            }
        }
        return 0;
    }

    double seconds() {
        return seconds;
    }

    private double at(double share, int index) {
        return loadFirst[index] + share * (loadLast[index] - loadFirst[index]);
    }

    private boolean isShort(int host, double share) {
        for (int i = host * resources; i < (host + 1) * resources; i++) {
            if (at(share, i) > capacity[i] * (1 + ROUNDING)) {
                return true;
            }
        }
        return false;
    }
}
