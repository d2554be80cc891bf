// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.cli.output.ResourceText;
import io.affinity.cli.report.Calibration;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.model.ResourceSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Counts how many values came below each quantile that was forecast, and within intervals. Belongs to one thread. */
final class CalibrationCount {

    private static final double[] LEVELS = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

    /** A share may be off by so much before it is worth a warning. */
    private static final double WORTH_A_WORD = 0.05;

    private final ResourceSet resources;
    private final long[] values;
    private final double[][] below;
    private final long[] within80;
    private final long[] within95;

    CalibrationCount(ResourceSet resources) {
        this.resources = resources;
        this.values = new long[resources.size()];
        this.below = new double[resources.size()][LEVELS.length];
        this.within80 = new long[resources.size()];
        this.within95 = new long[resources.size()];
    }

    /**
     * Counts one value. A forecast that leaves nothing open, as of a VM that never demands anything, says nothing of how open others
     * are, and is not counted.
     *
     * @param actual NaN is not counted either
     */
    void compare(int resource, Forecast forecast, int step, double actual) {
        double low = forecast.quantileAt(0.1, step);
        double high = forecast.quantileAt(0.9, step);
        if (Double.isNaN(actual) || !(high > low)) {
            return;
        }
        values[resource]++;
        for (int i = 0; i < LEVELS.length; i++) {
            double quantile = forecast.quantileAt(LEVELS[i], step);
            // What comes exactly is as much above as below.
            below[resource][i] += actual < quantile ? 1 : actual == quantile ? 0.5 : 0;
        }
        within80[resource] += actual >= low && actual <= high ? 1 : 0;
        boolean isWithin95 = actual >= forecast.quantileAt(0.025, step) && actual <= forecast.quantileAt(0.975, step);
        within95[resource] += isWithin95 ? 1 : 0;
    }

    /** {@return what came of it; nothing if nothing was counted} */
    Calibration result() {
        List<Calibration.Line> lines = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        for (int r = 0; r < values.length; r++) {
            if (values[r] > 0) {
                double count = values[r];
                lines.add(new Calibration.Line(
                        resources.get(r).name(),
                        values[r],
                        Arrays.stream(below[r]).mapToObj(share -> share / count).toList(),
                        within80[r] / count,
                        within95[r] / count));
                sentences.add(sentence(r));
            }
        }
        return lines.isEmpty()
                ? Calibration.NONE
                : new Calibration(Arrays.stream(LEVELS).boxed().toList(), lines, sentences);
    }

    private String sentence(int resource) {
        double share = within80[resource] / (double) values[resource];
        String verdict = share < 0.8 - WORTH_A_WORD
                ? ": forecasts were too sure of themselves."
                : share > 0.8 + WORTH_A_WORD
                        ? ": forecasts were more careful than they had to be."
                        : ", as it should be.";
        return String.format(
                Locale.ROOT,
                "%s: of %,d values, %.0f %% came within the interval that should hold 80 %%%s",
                ResourceText.of(resources.get(resource)),
                values[resource],
                100 * share,
                verdict);
    }
}
