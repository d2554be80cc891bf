// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import io.affinity.simulation.workload.DemandPattern.Bursts;
import io.affinity.simulation.workload.DemandPattern.CronJob;
import io.affinity.simulation.workload.DemandPattern.DailyCycle;
import io.affinity.simulation.workload.DemandPattern.Level;
import io.affinity.simulation.workload.DemandPattern.LevelShift;
import io.affinity.simulation.workload.DemandPattern.Noise;
import io.affinity.simulation.workload.DemandPattern.Shared;
import io.affinity.simulation.workload.DemandPattern.Spread;
import io.affinity.simulation.workload.DemandPattern.Stochastic;
import io.affinity.simulation.workload.DemandPattern.Trend;
import io.affinity.simulation.workload.DemandPattern.WeeklyCycle;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Puts the patterns of one VM and resource together, by the formula of {@link DemandPattern}. */
final class Composition {

    private final StepGrid grid;
    private final double[] rhythm;
    private final double[] weekly;
    private final double[] drift;
    private final double[] factor;
    private final double[] extra;

    private Composition(StepGrid grid) {
        this.grid = grid;
        this.rhythm = new double[grid.size()];
        this.weekly = new double[grid.size()];
        this.drift = new double[grid.size()];
        this.factor = new double[grid.size()];
        this.extra = new double[grid.size()];
        Arrays.fill(weekly, 1);
        Arrays.fill(factor, 1);
    }

    /** {@return the utilization at each step of the grid, 0 to 1} */
    static double[] of(StepGrid grid, List<DemandPattern> patterns, long vmKey, long groupKey) {
        Composition composition = new Composition(grid);
        for (int p = 0; p < patterns.size(); p++) {
            composition.add(patterns.get(p), RandomStream.key(vmKey, p), RandomStream.key(groupKey, p));
        }
        return composition.utilization();
    }

    private double[] utilization() {
        double[] utilization = new double[grid.size()];
        for (int i = 0; i < utilization.length; i++) {
            double value = (rhythm[i] * weekly[i] + drift[i]) * factor[i] + extra[i];
            utilization[i] = Math.min(1, Math.max(0, value));
        }
        return utilization;
    }

    private void add(DemandPattern pattern, long vmKey, long groupKey) {
        if (pattern instanceof Level level) {
            addWhere(rhythm, level.share(), i -> true);
        } else if (pattern instanceof DailyCycle cycle) {
            addCycle(cycle, vmKey);
        } else if (pattern instanceof WeeklyCycle cycle) {
            multiplyWeekends(cycle.weekendFactor());
        } else if (pattern instanceof Trend trend) {
            addTrend(trend.sharePerDay());
        } else if (pattern instanceof LevelShift shift) {
            long after = shift.after().toSeconds();
            addWhere(drift, shift.share(), i -> grid.secondsFromStart(i) >= after);
        } else if (pattern instanceof Spread spread) {
            multiplySpread(spread.sigma(), vmKey);
        } else if (pattern instanceof CronJob job) {
            addWhere(extra, job.height(), i -> job.runsWithin(grid.second(i), grid.second(i + 1)));
        } else if (pattern instanceof Shared shared) {
            addRandom(shared.pattern(), groupKey);
        } else if (pattern instanceof Stochastic random) {
            addRandom(random, vmKey);
        } else {
            throw new AssertionError("No rule for the pattern " + pattern);
        }
    }

    private void addRandom(Stochastic pattern, long key) {
        if (pattern instanceof Noise noise) {
            Randomness.multiplyNoise(grid, noise.sigma(), noise.memory().toMillis() / 1000.0, key, factor);
        } else if (pattern instanceof Bursts bursts) {
            Randomness.addBursts(grid, bursts, key, extra);
        } else {
            throw new AssertionError("No rule for the random pattern " + pattern);
        }
    }

    private static void addWhere(double[] target, double share, IntPredicate condition) {
        for (int i = 0; i < target.length; i++) {
            if (condition.test(i)) {
                target[i] += share;
            }
        }
    }

    private void addCycle(DailyCycle cycle, long vmKey) {
        double peak = cycle.peakHour() + cycle.spreadHours() * new RandomStream(vmKey).normal();
        double lowest = StrictMath.exp(-2 * cycle.sharpness());
        double scale = cycle.amplitude() / (1 - lowest);
        for (int i = 0; i < rhythm.length; i++) {
            double cosine = StrictMath.cos((grid.hourOfDay(i) - peak) * (2 * Math.PI / 24));
            rhythm[i] += scale * (StrictMath.exp(cycle.sharpness() * (cosine - 1)) - lowest);
        }
    }

    private void multiplyWeekends(double weekendFactor) {
        for (int i = 0; i < weekly.length; i++) {
            weekly[i] *= grid.isWeekend(i) ? weekendFactor : 1;
        }
    }

    private void addTrend(double sharePerDay) {
        for (int i = 0; i < drift.length; i++) {
            drift[i] += sharePerDay * grid.daysFromStart(i);
        }
    }

    private void multiplySpread(double sigma, long vmKey) {
        double constant = StrictMath.exp(sigma * new RandomStream(vmKey).normal() - sigma * sigma / 2);
        for (int i = 0; i < factor.length; i++) {
            factor[i] *= constant;
        }
    }
}
