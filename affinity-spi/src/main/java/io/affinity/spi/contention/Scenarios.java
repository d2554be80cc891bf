package io.affinity.spi.contention;

import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;

/**
 * Joint draws of the future demand of all VMs: scenario {@code s} is one possible future of the whole fleet, in which VMs
 * peak together as they did in the past. The load of a host is the plain sum of the blocks of its VMs; see
 * {@link ScenarioLayout} for where they are.
 *
 * <p>Demand is held as whole numbers of a {@link #quantum} of the resource, four bytes each, so that adding and removing a
 * VM are exact inverses and sums do not depend on their order. The quantum is a power of two, and the highest demands of
 * all VMs together are less than 2^30 quanta: no sum over any placement overflows, not even with one VM counted twice. For
 * 100,000 VMs of four cores each a quantum is half a thousandth of a core. Demand is rounded <em>down</em> to it, so what
 * fits in truth also fits in quanta ({@link #usable} rounds down as well).
 *
 * <p>Thread-safe as long as nobody writes to the arrays that {@link #quanta} hands out, which are not copies.
 */
public final class Scenarios {

    private static final double ALL_QUANTA = 1 << 30;
    private static final double NANOS_OF_HOUR = 3600e9;

    private final ScenarioLayout layout;
    private final Instant origin;
    private final Duration step;
    private final double[] quantum;
    private final int[][] columns;
    private final float[][] totals;

    private Scenarios(
            ScenarioLayout layout, Instant origin, Duration step, double[] quantum, int[][] columns, float[][] totals) {
        this.layout = layout;
        this.origin = origin;
        this.step = step;
        this.quantum = quantum;
        this.columns = columns;
        this.totals = totals;
    }

    private Scenarios(Scenarios same) {
        this(same.layout, same.origin, same.step, same.quantum, same.columns, same.totals);
    }

    /**
     * Takes demand in the units of the resources, and rounds it down to quanta.
     *
     * @param fleet whose VMs and resources give the indexes
     * @param origin the time of the last value that the forecasts knew
     * @param steps of the horizon, at least 1
     * @param scenarios how many draws, 1 to 65,535
     * @param demand by resource; VM {@code v}, step {@code t}, scenario {@code s} at {@code (v * steps + t) * scenarios + s};
     *     finite, not negative; copied
     * @throws IllegalArgumentException if a length does not fit or a value is negative or not finite
     */
    public Scenarios(Fleet fleet, Instant origin, Duration step, int steps, int scenarios, float[][] demand) {
        this(rounded(ScenarioLayout.of(fleet, steps, scenarios), origin, step, demand));
    }

    private static Scenarios rounded(ScenarioLayout layout, Instant origin, Duration step, float[][] demand) {
        requireColumns(demand.length, layout.fleet());
        int block = layout.blockLength();
        double[] quantum = new double[demand.length];
        int[][] columns = new int[demand.length][];
        for (int r = 0; r < demand.length; r++) {
            requireLength(demand[r].length, layout);
            quantum[r] = quantumOf(sumOfPeaks(demand[r], block));
            columns[r] = new int[demand[r].length];
            for (int v = 0; v < layout.fleet().vms().size(); v++) {
                for (int i = 0; i < block; i++) {
                    columns[r][layout.place(v) + i] = (int) (demand[r][v * block + i] / quantum[r]);
                }
            }
        }
        return ofQuanta(layout, origin, step, quantum, columns);
    }

    /**
     * {@return scenarios whose demand is in quanta already}
     *
     * @param quantum by resource, each a power of two as {@link #quantumOf} gives it
     * @param columns by resource, in this layout; not negative; not copied
     * @throws IllegalArgumentException if a length does not fit
     */
    public static Scenarios ofQuanta(
            ScenarioLayout layout, Instant origin, Duration step, double[] quantum, int[][] columns) {
        requireColumns(columns.length, layout.fleet());
        requireColumns(quantum.length, layout.fleet());
        int runs = layout.fleet().vms().size() * layout.steps();
        float[][] totals = new float[columns.length][runs];
        for (int r = 0; r < columns.length; r++) {
            requireLength(columns[r].length, layout);
            for (int run = 0; run < runs; run++) {
                totals[r][run] = sum(columns[r], run * layout.scenarios(), layout.scenarios());
            }
        }
        return new Scenarios(layout, origin, step, quantum.clone(), columns.clone(), totals);
    }

    /**
     * {@return the smallest power of two of which all VMs together demand less than 2^30, or 1 if they demand nothing}
     *
     * @param sumOfPeaks the highest demands of all VMs added up, in the unit of the resource; finite, not negative
     */
    public static double quantumOf(double sumOfPeaks) {
        if (!(sumOfPeaks >= 0) || Double.isInfinite(sumOfPeaks)) {
            throw new IllegalArgumentException("The demand of all VMs (" + sumOfPeaks
                    + ") must be finite and not negative; so must be that of each.");
        }
        return sumOfPeaks > 0 ? Math.scalb(1.0, Math.getExponent(sumOfPeaks / ALL_QUANTA) + 1) : 1;
    }

    private static double sumOfPeaks(float[] demand, int block) {
        double sum = 0;
        for (int from = 0; from < demand.length; from += block) {
            float peak = 0;
            for (int i = from; i < from + block; i++) {
                if (!(demand[i] >= 0)) {
                    throw new IllegalArgumentException(
                            "The demand at index " + i + " (" + demand[i] + ") must not be negative or NaN.");
                }
                peak = Math.max(peak, demand[i]);
            }
            sum += peak;
        }
        return sum;
    }

    private static long sum(int[] values, int from, int count) {
        long sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += values[i];
        }
        return sum;
    }

    private static void requireColumns(int columns, Fleet fleet) {
        if (columns != fleet.resources().size()) {
            throw new IllegalArgumentException("Scenarios need one column (" + columns
                    + ") for each resource of the fleet (" + fleet.resources().size() + ").");
        }
    }

    private static void requireLength(int length, ScenarioLayout layout) {
        if (length != layout.columnLength()) {
            throw new IllegalArgumentException("The length of a column (" + length
                    + ") must be VMs x steps x scenarios (" + layout.columnLength() + ").");
        }
    }

    /**
     * {@return the same demand for a fleet with another placement, other hosts or other policies; blocks stay where they
     * are}
     *
     * @throws IllegalArgumentException if its VMs or resources differ
     */
    public Scenarios over(Fleet other) {
        return new Scenarios(layout.over(other), origin, step, quantum, columns, totals);
    }

    /**
     * {@return the same places and quanta with other demand}
     *
     * @param other by resource; not negative; not copied
     * @throws IllegalArgumentException if a length does not fit
     */
    public Scenarios withQuanta(int[][] other) {
        return ofQuanta(layout, origin, step, quantum, other);
    }

    public Fleet fleet() {
        return layout.fleet();
    }

    public ScenarioLayout layout() {
        return layout;
    }

    public Instant origin() {
        return origin;
    }

    public Duration step() {
        return step;
    }

    /** {@return how long the horizon is, in hours} */
    public double horizonHours() {
        return step.toNanos() / NANOS_OF_HOUR * layout.steps();
    }

    /** {@return the steps of the horizon} */
    public int steps() {
        return layout.steps();
    }

    /** {@return the number of draws} */
    public int scenarios() {
        return layout.scenarios();
    }

    /** {@return the length of one VM's block in a column: steps x scenarios} */
    public int blockLength() {
        return layout.blockLength();
    }

    /** {@return the demand of all VMs for the resource at this index, in quanta; not a copy, must not be written to} */
    public int[] quanta(int resource) {
        return columns[resource];
    }

    /** {@return where the block of the VM with this index begins in {@link #quanta}} */
    public int place(int vm) {
        return layout.place(vm);
    }

    /**
     * {@return the demand of all VMs in the unit of the resource, rounded to floats, VM after VM: a copy made for this call,
     * for whoever needs plain numbers once; loops that run again and again read {@link #quanta}}
     */
    public float[] column(int resource) {
        int block = layout.blockLength();
        float[] column = new float[layout.columnLength()];
        for (int v = 0; v < fleet().vms().size(); v++) {
            for (int i = 0; i < block; i++) {
                column[offset(v) + i] = (float) (columns[resource][layout.place(v) + i] * quantum[resource]);
            }
        }
        return column;
    }

    /** {@return where the block of the VM with this index begins in {@link #column}} */
    public int offset(int vm) {
        return vm * layout.blockLength();
    }

    /** {@return the unit in which the resource at this index is counted, in the unit of the resource; a power of two} */
    public double quantum(int resource) {
        return quantum[resource];
    }

    /** {@return how many quanta of the resource a host can serve, rounded down; at most the highest int} */
    public int usable(int host, int resource) {
        return (int) Math.min(Integer.MAX_VALUE, fleet().hosts().get(host).usable(resource) / quantum[resource]);
    }

    /** {@return what a VM demands at a step in all scenarios together, in quanta, rounded to a float} */
    public float total(int vm, int resource, int step) {
        return totals[resource][layout.row(vm) * layout.steps() + step];
    }

    /** {@return one value in the unit of the resource; for tests and explanations, not for loops over a fleet} */
    public double demand(int vm, int resource, int step, int scenario) {
        return columns[resource][layout.place(vm) + step * layout.scenarios() + scenario] * quantum[resource];
    }
}
