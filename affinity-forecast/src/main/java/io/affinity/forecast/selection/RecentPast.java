// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import io.affinity.forecast.calibration.Bounds;
import io.affinity.forecast.calibration.CalibratedModel;
import io.affinity.forecast.calibration.NormalQuantiles;
import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.QuantileLevels;
import java.util.Arrays;

/**
 * How a model did of late, beside the last value carried on. A model is chosen by a backtest, and may be refitted only after days;
 * what it learned may be wrong from one hour to the next, as when a busy VM becomes idle. Once in {@value #WINDOW} steps its
 * means for the next ones are noted, with the last value, and both compared with what comes. From {@value #LEAST} windows
 * on, a model that lost more than {@value #GROSS} times as much as the last value, in exponentially forgetting means over
 * {@value #MEMORY} windows, is not believed any more, until it loses less than that.
 *
 * <p>Cost: a forecast of the mean once in {@value #WINDOW} values; {@value #WINDOW} numbers of memory.
 */
final class RecentPast {

    private static final int WINDOW = 12;
    private static final int LEAST = 3;
    private static final int MEMORY = 8;
    private static final double GROSS = 2;

    /** Standard deviation of a normal variable in units of its mean absolute value. */
    private static final double DEVIATION = 1.2533;

    private static final QuantileLevels MEDIAN = QuantileLevels.of(0.5);

    private final Bounds bounds;
    private final double[] expected = new double[WINDOW];
    private int place = WINDOW;
    private int windows;
    private double last = Double.NaN;
    private double lastAtOrigin = Double.NaN;
    private double modelSum;
    private double lastSum;
    private int compared;
    private double modelLoss;
    private double lastLoss;
    private boolean isGross;

    private RecentPast(Bounds bounds) {
        this.bounds = bounds;
    }

    /** {@return that of a model which is about to be used for the first time} */
    static RecentPast of(ForecastRequest request) {
        return new RecentPast(Bounds.of(request));
    }

    static RecentPast read(StateReader in) {
        RecentPast past = new RecentPast(Bounds.read(in));
        for (int i = 0; i < WINDOW; i++) {
            past.expected[i] = in.takeNumber("an expected value");
        }
        past.place = in.takeInt("the place in the window", 0, WINDOW);
        past.windows = in.takeInt("the number of windows", 0, Integer.MAX_VALUE);
        past.compared = in.takeInt("the number of values compared", 0, WINDOW);
        past.isGross = in.takeInt("whether the model failed", 0, 1) == 1;
        past.last = in.takeNumberOrMissing("the last value");
        past.lastAtOrigin = in.takeNumberOrMissing("the last value");
        past.modelSum = in.takeDouble("a loss", 0, StateReader.LARGEST);
        past.lastSum = in.takeDouble("a loss", 0, StateReader.LARGEST);
        past.modelLoss = in.takeDouble("a loss", 0, StateReader.LARGEST);
        past.lastLoss = in.takeDouble("a loss", 0, StateReader.LARGEST);
        if (past.isGross && Double.isNaN(past.last)) {
            throw in.broken("its last value is missing, which it is replaced by");
        }
        return past;
    }

    void write(StateWriter out) {
        bounds.write(out);
        for (double value : expected) {
            out.putDouble(value);
        }
        out.putInt(place);
        out.putInt(windows);
        out.putInt(compared);
        out.putInt(isGross ? 1 : 0);
        out.putDouble(last);
        out.putDouble(lastAtOrigin);
        out.putDouble(modelSum);
        out.putDouble(lastSum);
        out.putDouble(modelLoss);
        out.putDouble(lastLoss);
    }

    /**
     * Takes a value, NaN where it is missing.
     *
     * @param model that has seen it already
     */
    void observe(double value, FittedModel model) {
        if (place < WINDOW && !Double.isNaN(value) && !Double.isNaN(lastAtOrigin)) {
            modelSum += Math.abs(value - expected[place]);
            lastSum += Math.abs(value - lastAtOrigin);
            compared++;
        }
        last = Double.isNaN(value) ? last : value;
        place++;
        if (place >= WINDOW) {
            close();
            open(model);
        }
    }

    private void close() {
        if (compared > 0) {
            windows = Math.min(windows + 1, Integer.MAX_VALUE - 1);
            double weight = Math.max(1.0 / windows, 1.0 / MEMORY);
            modelLoss += weight * (modelSum / compared - modelLoss);
            lastLoss += weight * (lastSum / compared - lastLoss);
            isGross = windows >= LEAST && modelLoss > GROSS * lastLoss;
        }
    }

    private void open(FittedModel model) {
        if (model instanceof CalibratedModel calibrated) {
            for (int i = 0; i < WINDOW; i++) {
                expected[i] = calibrated.mean(i + 1);
            }
        } else {
            Forecast forecast = model.forecast(WINDOW, MEDIAN);
            Arrays.setAll(expected, forecast::mean);
        }
        place = 0;
        compared = 0;
        modelSum = 0;
        lastSum = 0;
        lastAtOrigin = last;
    }

    /** {@return whether the model is far worse than the last value} */
    boolean isGross() {
        return isGross;
    }

    /** {@return the last value carried on, with normal intervals as wide as its errors were, which grow as those of a random walk} */
    Forecast instead(Forecast model) {
        QuantileLevels levels = model.levels();
        double[] normal = NormalQuantiles.of(levels);
        double[] mean = new double[model.steps()];
        double[] quantiles = new double[mean.length * levels.size()];
        for (int t = 0; t < mean.length; t++) {
            // The mean error of a window is about that of its middle.
            double deviation = DEVIATION * lastLoss * Math.sqrt((t + 1) / (WINDOW / 2.0));
            mean[t] = bounds.clip(last);
            for (int l = 0; l < levels.size(); l++) {
                quantiles[t * levels.size() + l] = bounds.clip(last + deviation * normal[l]);
            }
        }
        return Forecast.of(model.origin(), model.step(), levels, mean, quantiles);
    }
}
