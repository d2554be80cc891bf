// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Vm;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws joint scenarios from the forecasts of a fleet by the Schaake shuffle: each series contributes equally likely values
 * of its own quantile function, arranged in the order of its past residuals.
 *
 * <p>With S scenarios the value of rank {@code k} is a quantile between {@code k / S} and {@code (k + 1) / S}; values are kept
 * within zero and what the VM can use at most, lowered where their mean is above the forecast's ({@link MarginalDraws}), and
 * rounded down to quanta. Marginals are therefore those of the forecast, and dependence across VMs, resources and time is
 * that of the past. Deterministic by seed;
 * belongs to one thread, though it uses several, on which the result does not depend.
 *
 * <p>Source: Clark, Gangopadhyay, Hay, Rajagopalan and Wilby, "The Schaake Shuffle", J. Hydrometeorology 5 (2004), section
 * 3; with residuals in place of past observations.
 */
public final class ScenarioBuilder implements ScenarioModel {

    private final int scenarios;
    private final int steps;
    private final long seed;
    private final RankTemplates templates;
    private final ScenarioFeedback feedback;
    private volatile @Nullable DrawPlaces places;

    /**
     * @param scenarios how many draws, 1 to 128
     * @param steps of the horizon, at least 1
     */
    public ScenarioBuilder(int scenarios, int steps, long seed) {
        if (scenarios < 1 || scenarios > 128 || steps < 1) {
            throw new IllegalArgumentException("The number of scenarios (" + scenarios
                    + ") must be from 1 to 128, and that of steps (" + steps + ") at least 1.");
        }
        this.scenarios = scenarios;
        this.steps = steps;
        this.seed = seed;
        this.templates = new RankTemplates(scenarios, steps, seed);
        this.feedback = new ScenarioFeedback(scenarios, steps, seed);
    }

    /**
     * {@return scenarios of the demand that was forecast}
     *
     * @throws IllegalArgumentException if a column would have 2^31 values or more; {@link BlockwiseEstimator} judges such a
     *     fleet
     */
    @Override
    public Scenarios build(FleetForecast forecast) {
        double[] quanta = prepare(forecast);
        templates.rankAll(forecast);
        return buildPart(forecast, quanta);
    }

    /** Settles for a whole fleet what its parts must have in common, and returns the quanta. */
    double[] prepare(FleetForecast whole) {
        templates.prepare(whole);
        feedback.settle(whole);
        return quanta(whole);
    }

    /** {@return scenarios of a part of the fleet that was prepared, the same as in scenarios of the whole} */
    ScenarioColumns buildPart(FleetForecast part, double[] quanta) {
        Fleet fleet = part.fleet();
        int resources = fleet.resources().size();
        ScenarioLayout layout = ScenarioLayout.of(fleet, steps, scenarios);
        int[][] columns = new int[resources][layout.columnLength()];
        IntStream.range(0, fleet.vms().size()).parallel().forEach(v -> {
            byte[][] ranks = templates.ranks(part, v);
            MarginalDraws draws = new MarginalDraws(scenarios);
            Vm vm = fleet.vms().get(v);
            SplittableRandom random =
                    new SplittableRandom(seed + 31L * vm.id().value().hashCode());
            for (int r = 0; r < resources; r++) {
                Forecast forecast = part.series(v, r).forecast();
                DrawPlaces places = places(forecast.levels());
                double promised = promised(vm, r);
                draws.begin(random);
                for (int t = 0; t < steps; t++) {
                    double[] sorted = draws.draw(forecast, t, places, promised, feedback.correction(r, t));
                    fill(sorted, ranks[r], t, quanta[r], columns[r], layout.place(v));
                }
            }
        });
        feedback.expect(part, layout, quanta, columns);
        Forecast any = part.series(0, 0).forecast();
        return ScenarioColumns.owning(layout, any.origin(), any.step(), quanta.clone(), columns);
    }

    /** {@return what the state depends on, as text: another one cannot use it} */
    @Override
    public String madeWith() {
        return scenarios + " scenarios of " + steps + " steps, outermost draws corrected, and the seed " + seed;
    }

    /** Writes what was learned from earlier forecasts; none may be under way. */
    @Override
    public void write(DataOutput out) throws IOException {
        templates.write(out);
        feedback.write(out);
    }

    /**
     * Goes on where another one was.
     *
     * @param in what one with the same {@link #madeWith} wrote; where this throws, this one must be thrown away
     */
    @Override
    public void read(DataInputStream in) throws IOException {
        templates.read(in);
        feedback.read(in);
    }

    int steps() {
        return steps;
    }

    /** {@return what the demand of one VM takes, in bytes} */
    long bytesOfVm(int resources) {
        return (long) resources * steps * scenarios * Integer.BYTES;
    }

    private void fill(double[] sorted, byte[] ranks, int step, double quantum, int[] column, int offset) {
        // A quantum is a power of two, so its reciprocal is exact.
        double perUnit = 1 / quantum;
        for (int i = step * scenarios; i < (step + 1) * scenarios; i++) {
            column[offset + i] = (int) (sorted[ranks[i]] * perUnit);
        }
    }

    private double[] quanta(FleetForecast forecast) {
        Fleet fleet = forecast.fleet();
        double[] quanta = new double[fleet.resources().size()];
        for (int r = 0; r < quanta.length; r++) {
            int resource = r;
            double[] highest = IntStream.range(0, fleet.vms().size())
                    .parallel()
                    .mapToDouble(v -> highest(
                            forecast.series(v, resource).forecast(), fleet.vms().get(v), resource))
                    .toArray();
            // Added up in order, as a parallel sum would depend on the threads.
            double sum = 0;
            for (double value : highest) {
                sum += value;
            }
            quanta[r] = Scenarios.quantumOf(sum);
        }
        return quanta;
    }

    private double highest(Forecast forecast, Vm vm, int resource) {
        DrawPlaces known = places(forecast.levels());
        double promised = promised(vm, resource);
        double highest = 0;
        for (int t = 0; t < steps; t++) {
            Correction correction = feedback.correction(resource, t);
            highest = Math.max(highest, MarginalDraws.highest(forecast, t, known, promised, correction));
        }
        return highest;
    }

    /** Nearly all forecasts have the same levels. */
    private DrawPlaces places(QuantileLevels levels) {
        DrawPlaces latest = places;
        if (latest == null || !latest.levels().equals(levels)) {
            latest = new DrawPlaces(levels, scenarios);
            places = latest;
        }
        return latest;
    }

    private static double promised(Vm vm, int resource) {
        double allocation = vm.allocation().value(resource);
        return allocation > 0 ? allocation : Double.POSITIVE_INFINITY;
    }
}
