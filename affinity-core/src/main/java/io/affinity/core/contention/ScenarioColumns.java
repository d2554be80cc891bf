// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;

/**
 * Scenarios in a {@link ScenarioLayout}, four bytes a value, as the stages of the core read them. Immutable and thread-safe: the arrays
 * do not leave this package.
 */
public final class ScenarioColumns implements Scenarios {

    private static final long MOST_QUANTA = 1 << 30;

    private final ScenarioLayout layout;
    private final Instant origin;
    private final Duration step;
    private final double[] quantum;
    private final int[][] columns;
    private final float[][] totals;

    /**
     * @param quantum by resource; not copied
     * @param columns by resource, in the layout; not negative; not copied
     * @param totals of each run of scenarios, by resource; not copied
     */
    ScenarioColumns(
            ScenarioLayout layout, Instant origin, Duration step, double[] quantum, int[][] columns, float[][] totals) {
        this.layout = layout;
        this.origin = origin;
        this.step = step;
        this.quantum = quantum;
        this.columns = columns;
        this.totals = totals;
    }

    /** Takes the arrays over, which nobody may write to afterwards. */
    static ScenarioColumns owning(
            ScenarioLayout layout, Instant origin, Duration step, double[] quantum, int[][] columns) {
        float[][] totals = new float[columns.length][];
        for (int r = 0; r < columns.length; r++) {
            totals[r] = totals(columns[r], layout);
        }
        return new ScenarioColumns(layout, origin, step, quantum, columns, totals);
    }

    /** {@return the sum of each run of scenarios, in the order of the layout, rounded to floats} */
    static float[] totals(int[] column, ScenarioLayout layout) {
        int count = layout.scenarios();
        float[] totals = new float[layout.fleet().vms().size() * layout.steps()];
        for (int run = 0; run < totals.length; run++) {
            totals[run] = ShortfallKernel.sum(column, run * count, count);
        }
        return totals;
    }

    /**
     * {@return these scenarios as the stages of the core read them: themselves if they are that already, else a copy}
     *
     * @throws IllegalArgumentException if a value is negative, a quantum is no power of two, or the highest demands of all VMs are 2^30
     *     quanta or more
     */
    public static ScenarioColumns of(Scenarios scenarios) {
        return scenarios instanceof ScenarioColumns columns ? columns : copyOf(scenarios);
    }

    private static ScenarioColumns copyOf(Scenarios foreign) {
        Fleet fleet = foreign.fleet();
        double[] quantum = new double[fleet.resources().size()];
        for (int r = 0; r < quantum.length; r++) {
            quantum[r] = foreign.quantum(r);
        }
        ScenarioDraft draft = ScenarioDraft.of(
                fleet, foreign.origin(), foreign.step(), foreign.steps(), foreign.scenarios(), quantum);
        int[] block = new int[fleet.vms().isEmpty() ? 0 : foreign.steps() * foreign.scenarios()];
        for (int r = 0; r < quantum.length; r++) {
            long peaks = 0;
            for (int v = 0; v < fleet.vms().size(); v++) {
                foreign.copyDemand(v, r, block, 0);
                draft.set(v, r, block, 0);
                peaks += ShortfallKernel.peak(block, 0, block.length);
            }
            if (peaks >= MOST_QUANTA) {
                throw new IllegalArgumentException("The highest demands of all VMs for "
                        + fleet.resources().get(r) + " together (" + peaks + " quanta) must be less than " + MOST_QUANTA
                        + ".");
            }
        }
        return draft.build();
    }

    ScenarioLayout layout() {
        return layout;
    }

    /** {@return the demand of all VMs for a resource, in quanta; not a copy, never to be written to} */
    int[] column(int resource) {
        return columns[resource];
    }

    float[] totals(int resource) {
        return totals[resource];
    }

    /** {@return where the block of a VM begins in each column} */
    int place(int vm) {
        return layout.place(vm);
    }

    /** {@return what a VM demands at a step in all scenarios together, in quanta, rounded to a float} */
    float total(int vm, int resource, int step) {
        return totals[resource][layout.row(vm) * layout.steps() + step];
    }

    @Override
    public ScenarioColumns over(Fleet other) {
        return new ScenarioColumns(layout.over(other), origin, step, quantum, columns, totals);
    }

    @Override
    public Fleet fleet() {
        return layout.fleet();
    }

    @Override
    public Instant origin() {
        return origin;
    }

    @Override
    public Duration step() {
        return step;
    }

    @Override
    public int steps() {
        return layout.steps();
    }

    @Override
    public int scenarios() {
        return layout.scenarios();
    }

    @Override
    public double quantum(int resource) {
        return quantum[resource];
    }

    @Override
    public int quanta(int vm, int resource, int step, int scenario) {
        return columns[resource][layout.place(vm) + step * layout.scenarios() + scenario];
    }

    @Override
    public void copyDemand(int vm, int resource, int[] into, int offset) {
        System.arraycopy(columns[resource], place(vm), into, offset, blockLength());
    }

    @Override
    public void addTo(int vm, int resource, int[] load, int offset) {
        ShortfallKernel.add(load, offset, columns[resource], place(vm), blockLength());
    }

    @Override
    public void takeFrom(int vm, int resource, int[] load, int offset) {
        ShortfallKernel.subtract(load, offset, columns[resource], place(vm), blockLength());
    }
}
