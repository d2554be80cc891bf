// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import io.affinity.core.storage.SnapshotChecks;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The loads of groups of VMs in the scenarios of one resource at one lead. They are added up in whole quanta, so that the
 * parts of a fleet give the same as the whole in any order.
 */
final class GroupLoads {

    /** Nominal share of outcomes above the interval, and below it, next to which a whole number of scenarios is taken. */
    private static final double TAIL = 1.0 / 11;

    /** The same for a wider interval, if there are draws enough to tell it from the other. */
    private static final double OUTER_TAIL = 0.025;

    private static final long[] SEALED = {};

    /** How many outcomes were beyond the ends of their intervals, as shares of all, and more than should be. */
    private static final class Outside {
        private final double nominal;
        private int groups;
        private int above;
        private int below;

        Outside(double nominal) {
            this.nominal = nominal;
        }

        void count(double outcome, double low, double high) {
            groups++;
            above += outcome > high ? 1 : 0;
            below += outcome < low ? 1 : 0;
        }

        double above() {
            return (double) above / groups - nominal;
        }

        double below() {
            return (double) below / groups - nominal;
        }
    }

    private final int scenarios;
    private final double quantum;
    private final int tail;
    private final int outerTail;
    private long[] loads;
    private final long[] lows;
    private final long[] highs;
    private final long[] outerLows;
    private final long[] outerHighs;
    private final long[] sums;
    private final long[] spreads;
    private final long[] marks;
    private final int[] members;
    private final Correction correction;
    private final double bias;

    /**
     * @param correction that the scenarios have
     * @param bias that was known when they were made
     */
    GroupLoads(int groups, int scenarios, double quantum, Correction correction, double bias) {
        this(groups, scenarios, quantum, correction, bias, new long[groups * scenarios]);
    }

    private GroupLoads(int groups, int scenarios, double quantum, Correction correction, double bias, long[] loads) {
        this.scenarios = scenarios;
        this.quantum = quantum;
        this.tail = (int) Math.round(TAIL * (scenarios + 1));
        this.outerTail = (int) Math.max(1, Math.round(OUTER_TAIL * (scenarios + 1)));
        this.loads = loads;
        this.lows = new long[groups];
        this.highs = new long[groups];
        this.outerLows = new long[groups];
        this.outerHighs = new long[groups];
        this.sums = new long[groups];
        this.spreads = new long[groups];
        this.marks = new long[groups];
        this.members = new int[groups];
        this.correction = correction;
        this.bias = bias;
    }

    /** Adds the demand of a VM in all scenarios, from {@code offset} on. */
    void add(int group, long mark, int[] column, int offset) {
        long sum = 0;
        double squares = 0;
        for (int s = 0; s < scenarios; s++) {
            long demand = column[offset + s];
            loads[group * scenarios + s] += demand;
            sum += demand;
            squares += (double) demand * demand;
        }
        double mean = (double) sum / scenarios;
        sums[group] += sum;
        spreads[group] += Math.round(Math.sqrt(Math.max(0, squares / scenarios - mean * mean)));
        marks[group] += mark;
        members[group]++;
    }

    /** Keeps of the loads only what is compared later; once all VMs were added. */
    void seal() {
        for (int g = 0; g < sums.length && loads.length > 0; g++) {
            Arrays.sort(loads, g * scenarios, (g + 1) * scenarios);
            lows[g] = load(g, Math.max(0, tail - 1));
            highs[g] = load(g, scenarios - tail);
            outerLows[g] = load(g, outerTail - 1);
            outerHighs[g] = load(g, scenarios - outerTail);
        }
        loads = SEALED;
    }

    /** Tells a lead what came of it, by the groups of which all VMs, and no others, were measured; once, in the end. */
    void compare(VmGroups.Demand demand, LeadFeedback feedback) {
        seal();
        Outside outside = new Outside((double) tail / (scenarios + 1));
        Outside outer = new Outside((double) outerTail / (scenarios + 1));
        double error = 0;
        double spread = 0;
        for (int g = 0; g < sums.length; g++) {
            if (members[g] > 0 && demand.marks(g) == marks[g]) {
                // Scenarios are rounded down, and measurements are kept in single precision.
                double rounding = quantum * members[g] + 1e-6 * demand.of(g);
                outside.count(demand.of(g), quantum * lows[g] - rounding, quantum * highs[g] + rounding);
                outer.count(demand.of(g), quantum * outerLows[g] - rounding, quantum * outerHighs[g] + rounding);
                error += demand.of(g) - quantum * sums[g] / scenarios;
                spread += quantum * spreads[g];
            }
        }
        if (outside.groups > 0 && tail > 0) {
            feedback.observeOutside(outside.above(), outside.below());
        }
        if (outer.groups > 0 && outerTail < tail) {
            feedback.observeOuter(outer.above(), outer.below());
        }
        if (spread > 0) {
            feedback.observe(error, spread, correction.shift(), bias);
        }
    }

    private long load(int group, int rank) {
        return loads[group * scenarios + Math.min(scenarios - 1, rank)];
    }

    /** Writes what is compared later; nothing can be added any more. */
    void write(DataOutput out) throws IOException {
        seal();
        out.writeInt(sums.length);
        out.writeDouble(quantum);
        for (double number : new double[] {
            correction.shift(), correction.up(), correction.down(), correction.outerUp(), correction.outerDown(), bias
        }) {
            out.writeDouble(number);
        }
        for (int g = 0; g < sums.length; g++) {
            for (long number :
                    new long[] {lows[g], highs[g], outerLows[g], outerHighs[g], sums[g], spreads[g], marks[g]}) {
                out.writeLong(number);
            }
            out.writeInt(members[g]);
        }
    }

    /** {@return the loads that were written, to which nothing can be added} */
    static GroupLoads read(DataInputStream in, int scenarios, int most) throws IOException {
        int groups = (int) SnapshotChecks.between("number of groups", in.readInt(), 0, most);
        double quantum = SnapshotChecks.finiteNotNegative("quantum", in.readDouble());
        Correction correction = LeadFeedback.readCorrection(in);
        GroupLoads loads = new GroupLoads(groups, scenarios, quantum, correction, LeadFeedback.readBias(in), SEALED);
        for (int g = 0; g < groups; g++) {
            loads.lows[g] = in.readLong();
            loads.highs[g] = in.readLong();
            loads.outerLows[g] = in.readLong();
            loads.outerHighs[g] = in.readLong();
            loads.sums[g] = in.readLong();
            loads.spreads[g] = in.readLong();
            loads.marks[g] = in.readLong();
            loads.members[g] = SnapshotChecks.notNegative("number of VMs", in.readInt());
        }
        return loads;
    }
}
