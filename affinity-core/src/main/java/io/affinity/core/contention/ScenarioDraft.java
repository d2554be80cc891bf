// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Scenarios that are being written, block by block; those that are built from it own its arrays, and nothing can be written
 * any more. Belongs to one thread.
 */
public final class ScenarioDraft {

    private final ScenarioLayout layout;
    private final Instant origin;
    private final Duration step;
    private final double[] quantum;
    private final int[][] columns;
    private final float[] @Nullable [] totals;
    private boolean isBuilt;

    private ScenarioDraft(
            ScenarioLayout layout,
            Instant origin,
            Duration step,
            double[] quantum,
            int[][] columns,
            float[] @Nullable [] totals) {
        this.layout = layout;
        this.origin = origin;
        this.step = step;
        this.quantum = quantum;
        this.columns = columns;
        this.totals = totals;
    }

    /**
     * {@return a draft in which nobody demands anything}
     *
     * @param steps of the horizon, 1 to {@link Scenarios#MOST}
     * @param scenarios how many draws, 1 to {@link Scenarios#MOST}
     * @param quantum by resource, each a power of two as {@link Scenarios#quantumOf} gives it; copied
     * @throws IllegalArgumentException if VMs x steps x scenarios are 2^31 or more, or a quantum is none
     */
    public static ScenarioDraft of(
            Fleet fleet, Instant origin, Duration step, int steps, int scenarios, double[] quantum) {
        int resources = fleet.resources().size();
        if (quantum.length != resources) {
            throw new IllegalArgumentException("The number of quanta (" + quantum.length
                    + ") must be that of the resources of the fleet (" + resources + ").");
        }
        for (double each : quantum) {
            if (!(each > 0) || Double.isInfinite(each) || Math.scalb(1.0, Math.getExponent(each)) != each) {
                throw new IllegalArgumentException("The quantum (" + each + ") must be a power of two.");
            }
        }
        ScenarioLayout layout = ScenarioLayout.of(fleet, steps, scenarios);
        int[][] columns = new int[resources][layout.columnLength()];
        return new ScenarioDraft(layout, origin, step, quantum.clone(), columns, new float[resources][]);
    }

    /** {@return a draft that begins with these scenarios, of which only the resources that are written to are copied} */
    public static ScenarioDraft changing(Scenarios scenarios) {
        ScenarioColumns from = ScenarioColumns.of(scenarios);
        int resources = from.fleet().resources().size();
        double[] quantum = new double[resources];
        int[][] columns = new int[resources][];
        float[][] totals = new float[resources][];
        for (int r = 0; r < resources; r++) {
            quantum[r] = from.quantum(r);
            columns[r] = from.column(r);
            totals[r] = from.totals(r);
        }
        return new ScenarioDraft(from.layout(), from.origin(), from.step(), quantum, columns, totals);
    }

    /** Writes the block of a VM and a resource, in quanta: steps x scenarios values from an index on, none negative. */
    public void set(int vm, int resource, int[] quanta, int offset) {
        int signs = 0;
        for (int i = 0; i < layout.blockLength(); i++) {
            signs |= quanta[offset + i];
        }
        if (signs < 0) {
            throw new IllegalArgumentException("The demand of VM "
                    + layout.fleet().vms().get(vm).id() + " for "
                    + layout.fleet().resources().get(resource) + " must not be negative.");
        }
        System.arraycopy(quanta, offset, owned(resource), layout.place(vm), layout.blockLength());
    }

    /** Lets a VM demand this much of a resource at all steps in all scenarios, in quanta, not negative. */
    public void fill(int vm, int resource, int quanta) {
        int[] block = new int[layout.blockLength()];
        Arrays.fill(block, quanta);
        set(vm, resource, block, 0);
    }

    private int[] owned(int resource) {
        requireOpen();
        if (totals[resource] != null) {
            columns[resource] = columns[resource].clone();
            totals[resource] = null;
        }
        return columns[resource];
    }

    /**
     * {@return the scenarios, to which the draft belongs from now on}
     *
     * @throws IllegalArgumentException if the highest demands of the VMs of a host together are 2^31 quanta or more
     */
    public ScenarioColumns build() {
        requireOpen();
        float[][] all = new float[columns.length][];
        for (int r = 0; r < columns.length; r++) {
            float[] known = totals[r];
            if (known == null) {
                requireLoadsThatFit(r);
                known = ScenarioColumns.totals(columns[r], layout);
            }
            all[r] = known;
        }
        isBuilt = true;
        return new ScenarioColumns(layout, origin, step, quantum, columns, all);
    }

    private void requireLoadsThatFit(int resource) {
        Fleet fleet = layout.fleet();
        long[] peaks = new long[fleet.hosts().size()];
        for (int v = 0; v < fleet.vms().size(); v++) {
            int host = fleet.hostIndexOf(v);
            peaks[host] += ShortfallKernel.peak(columns[resource], layout.place(v), layout.blockLength());
            if (peaks[host] > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("The highest demands of the VMs of host "
                        + fleet.hosts().get(host).id() + " for "
                        + fleet.resources().get(resource) + " together must be less than 2^31 quanta.");
            }
        }
    }

    private void requireOpen() {
        if (isBuilt) {
            throw new IllegalStateException("The scenarios of this draft are built; nothing can be written any more.");
        }
    }
}
