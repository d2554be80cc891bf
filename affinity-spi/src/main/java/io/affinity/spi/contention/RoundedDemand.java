// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contention;

import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;

/** Scenarios of plain demand, a column for each resource, in it the blocks of the VMs in the order of the fleet. */
final class RoundedDemand implements Scenarios {

    private final Fleet fleet;
    private final Instant origin;
    private final Duration step;
    private final int steps;
    private final int scenarios;
    private final double[] quantum;
    private final int[][] columns;

    private RoundedDemand(
            Fleet fleet, Instant origin, Duration step, int steps, int scenarios, double[] quantum, int[][] columns) {
        this.fleet = fleet;
        this.origin = origin;
        this.step = step;
        this.steps = steps;
        this.scenarios = scenarios;
        this.quantum = quantum;
        this.columns = columns;
    }

    static RoundedDemand of(Fleet fleet, Instant origin, Duration step, int steps, int scenarios, Demand demand) {
        if (steps < 1 || steps > MOST || scenarios < 1 || scenarios > MOST) {
            throw new IllegalArgumentException("Scenarios need from 1 to " + MOST + " steps (" + steps
                    + ") and from 1 to " + MOST + " draws (" + scenarios + ").");
        }
        long block = (long) steps * scenarios;
        long length = Math.max(1, fleet.vms().size()) * block;
        if (length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("The number of values of a resource (" + length
                    + "), VMs x steps x scenarios, must be at most " + Integer.MAX_VALUE + ".");
        }
        int resources = fleet.resources().size();
        double[] quantum = new double[resources];
        int[][] columns = new int[resources][];
        double[] values = new double[fleet.vms().size() * (int) block];
        for (int r = 0; r < resources; r++) {
            quantum[r] = Scenarios.quantumOf(read(demand, r, scenarios, (int) block, values));
            columns[r] = new int[values.length];
            for (int i = 0; i < values.length; i++) {
                columns[r][i] = (int) (values[i] / quantum[r]);
            }
        }
        return new RoundedDemand(fleet, origin, step, steps, scenarios, quantum, columns);
    }

    /** Writes the demand for a resource, and returns the sum of the highest values of all VMs. */
    private static double read(Demand demand, int resource, int scenarios, int block, double[] values) {
        double sum = 0;
        double peak = 0;
        for (int i = 0; i < values.length; i++) {
            int at = i % block;
            values[i] = demand.of(i / block, resource, at / scenarios, at % scenarios);
            if (!(values[i] >= 0) || Double.isInfinite(values[i])) {
                throw new IllegalArgumentException("The demand of VM " + i / block + " for resource " + resource
                        + " at step " + at / scenarios + " in scenario " + at % scenarios + " (" + values[i]
                        + ") must be finite and not negative.");
            }
            peak = at == 0 ? values[i] : Math.max(peak, values[i]);
            sum += at == block - 1 ? peak : 0;
        }
        return sum;
    }

    @Override
    public Fleet fleet() {
        return fleet;
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
        return steps;
    }

    @Override
    public int scenarios() {
        return scenarios;
    }

    @Override
    public double quantum(int resource) {
        return quantum[resource];
    }

    @Override
    public int quanta(int vm, int resource, int step, int scenario) {
        return columns[resource][(vm * steps + step) * scenarios + scenario];
    }

    @Override
    public void copyDemand(int vm, int resource, int[] into, int offset) {
        System.arraycopy(columns[resource], vm * blockLength(), into, offset, blockLength());
    }

    @Override
    public void addTo(int vm, int resource, int[] load, int offset) {
        int[] column = columns[resource];
        int from = vm * blockLength();
        for (int i = 0; i < blockLength(); i++) {
            load[offset + i] += column[from + i];
        }
    }

    @Override
    public void takeFrom(int vm, int resource, int[] load, int offset) {
        int[] column = columns[resource];
        int from = vm * blockLength();
        for (int i = 0; i < blockLength(); i++) {
            load[offset + i] -= column[from + i];
        }
    }

    @Override
    public Scenarios over(Fleet other) {
        if (!other.resources().equals(fleet.resources()) || !other.vms().equals(fleet.vms())) {
            throw new IllegalArgumentException("The VMs (" + other.vms().size() + ") and resources ("
                    + other.resources().resources() + ") must be those that the scenarios were drawn for ("
                    + fleet.vms().size() + ", " + fleet.resources().resources() + ").");
        }
        return new RoundedDemand(other, origin, step, steps, scenarios, quantum, columns);
    }
}
