package io.affinity.core.contention;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Vm;
import java.util.stream.IntStream;

/**
 * Draws joint scenarios from the forecasts of a fleet by the Schaake shuffle: each series contributes equally likely values
 * of its own quantile function, arranged in the order of its past residuals.
 *
 * <p>With S scenarios the value of rank {@code k} is the quantile at {@code (k + 0.5) / S}; values are kept within zero and
 * what the VM can use at most, and shrunk where their mean is above the forecast's. Marginals are therefore those of the
 * forecast, and dependence across VMs, resources and time
 * is that of the past. Deterministic by seed; belongs to one thread, though it uses several.
 *
 * <p>Source: Clark, Gangopadhyay, Hay, Rajagopalan and Wilby, "The Schaake Shuffle", J. Hydrometeorology 5 (2004), section
 * 3; with residuals in place of past observations.
 */
public final class ScenarioBuilder {

    private final int scenarios;
    private final int steps;
    private final RankTemplates templates;

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
        this.templates = new RankTemplates(scenarios, steps, seed);
    }

    /** {@return scenarios of the demand that was forecast} */
    public Scenarios build(FleetForecast forecast) {
        Fleet fleet = forecast.fleet();
        int resources = fleet.resources().size();
        byte[][][] ranks = templates.ranks(forecast);
        float[][] columns = new float[resources][fleet.vms().size() * steps * scenarios];
        IntStream.range(0, fleet.vms().size()).parallel().forEach(v -> {
            for (int r = 0; r < resources; r++) {
                fill(forecast.series(v, r), ranks[v][r], ceiling(fleet.vms().get(v), r), columns[r], v);
            }
        });
        Forecast any = forecast.series(0, 0).forecast();
        return new Scenarios(fleet, any.origin(), any.step(), steps, scenarios, columns);
    }

    private static double ceiling(Vm vm, int resource) {
        double allocation = vm.allocation().value(resource);
        return allocation > 0 ? allocation : Double.POSITIVE_INFINITY;
    }

    private void fill(SeriesForecast series, byte[] ranks, double ceiling, float[] column, int vm) {
        Forecast forecast = series.forecast();
        float[] sorted = new float[scenarios];
        int offset = vm * steps * scenarios;
        for (int t = 0; t < steps; t++) {
            sortedDraws(forecast, t, ceiling, sorted);
            keepMean(sorted, Math.max(0, Math.min(ceiling, forecast.mean(t))));
            for (int s = 0; s < scenarios; s++) {
                column[offset + t * scenarios + s] = sorted[ranks[t * scenarios + s]];
            }
        }
    }

    /** Walks along the quantiles once, as both they and the probabilities ascend; the tails continue the last line. */
    private void sortedDraws(Forecast forecast, int step, double ceiling, float[] sorted) {
        QuantileLevels levels = forecast.levels();
        int last = levels.size() - 1;
        int upper = Math.min(1, last);
        for (int k = 0; k < scenarios; k++) {
            double probability = (k + 0.5) / scenarios;
            while (upper < last && levels.get(upper) < probability) {
                upper++;
            }
            double value = forecast.quantile(upper, step);
            if (upper > 0) {
                double low = levels.get(upper - 1);
                double from = forecast.quantile(upper - 1, step);
                value = from + (probability - low) / (levels.get(upper) - low) * (value - from);
            }
            sorted[k] = (float) Math.max(0, Math.min(ceiling, value));
        }
    }

    /**
     * Cutting at zero raises the mean of a VM that is nearly idle, and a host has many of those: their sum would be too high.
     * The draws are shrunk until their mean is that of the forecast again.
     */
    private static void keepMean(float[] sorted, double mean) {
        double sum = 0;
        for (float draw : sorted) {
            sum += draw;
        }
        double wanted = mean * sorted.length;
        if (wanted > 0 && sum > wanted) {
            for (int k = 0; k < sorted.length; k++) {
                sorted[k] *= (float) (wanted / sum);
            }
        }
    }
}
