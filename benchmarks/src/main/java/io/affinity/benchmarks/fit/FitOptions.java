// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.fit;

import io.affinity.benchmarks.series.NumberOrMissing;
import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.model.Constant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bench fit}. */
@Command(
        name = "bench fit",
        sortOptions = false,
        description = "Fits one model to one series and prints it as JSON, with R's names and signs.")
final class FitOptions {

    private static final List<String> MODELS = List.of("arima", "auto-arima", "ets", "holtwinters");
    private static final List<String> KINDS = List.of("additive", "multiplicative");

    @Option(names = "--model", required = true, description = "arima, auto-arima, ets or holtwinters.")
    String model = "";

    @Option(names = "--series", required = true, description = "A value a line; empty or NA for a gap.")
    Path series = Path.of("");

    @Option(names = "--horizon", required = true, description = "Steps to forecast; 0 for none.")
    int horizon;

    @Option(names = "--order", split = ",", description = "p,d,q of arima.")
    List<Integer> order = new ArrayList<>(List.of(0, 0, 0));

    @Option(names = "--seasonal", split = ",", description = "P,D,Q of arima, at --period.")
    List<Integer> seasonal = new ArrayList<>(List.of(0, 0, 0));

    @Option(names = "--period", description = "Length of the season in steps. Default: 1, none.")
    int period = 1;

    @Option(
            names = "--xreg",
            description = "Regressors of arima: a row for each step of series and horizon, under a header of names or"
                    + " none (then xreg, or xreg1, xreg2, as in R).")
    @Nullable
    Path xreg;

    @Option(
            names = "--mean",
            negatable = true,
            description = "Of arima: with a mean (intercept), or with one difference a drift."
                    + " Default: a mean where nothing is differenced.")
    @Nullable
    Boolean mean;

    @Option(
            names = "--spec",
            description = "Of ets: errors A or M, trend N, A or Ad, season N, A or M, such as AAN, AAdA, MAM.")
    String spec = "ANN";

    @Option(names = "--kind", description = "Of holtwinters: additive or multiplicative.")
    String kind = "additive";

    @Option(
            names = "--fixed",
            split = ",",
            description =
                    "name=value,... for every parameter: evaluates the likelihood, does not optimize. Of arima also for"
                            + " some: the others are estimated.")
    Map<String, Double> fixed = new LinkedHashMap<>();

    void check() {
        if (!MODELS.contains(model)) {
            throw new IllegalArgumentException(
                    "The model (" + model + ") must be one of " + String.join(", ", MODELS) + ".");
        }
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException("The kind (" + kind + ") must be additive or multiplicative.");
        }
        if (horizon < 0) {
            throw new IllegalArgumentException("The horizon (" + horizon + " steps) must be 0 or more.");
        }
        if (period < 1) {
            throw new IllegalArgumentException("The period (" + period + " steps) must be at least 1.");
        }
        if (xreg != null && !model.equals("arima")) {
            throw new IllegalArgumentException("The model (" + model + ") must be arima to have regressors.");
        }
        if (model.equals("auto-arima") && !fixed.isEmpty()) {
            throw new IllegalArgumentException(
                    "The model (auto-arima) must not have fixed parameters " + fixed + ", as it looks for its order.");
        }
    }

    ArimaOrder arimaOrder() {
        if (order.size() != 3 || seasonal.size() != 3) {
            throw new IllegalArgumentException(
                    "The orders " + order + " and " + seasonal + " must be three numbers each, such as 1,0,1.");
        }
        ArimaOrder plain = ArimaOrder.of(order.get(0), order.get(1), order.get(2));
        boolean isSeasonal = seasonal.stream().anyMatch(n -> n != 0);
        ArimaOrder all = isSeasonal ? plain.seasonal(seasonal.get(0), seasonal.get(1), seasonal.get(2), period) : plain;
        boolean withMean = mean == null ? order.get(1) + seasonal.get(1) == 0 : mean;
        return all.with(withMean ? Constant.ESTIMATED : Constant.NONE);
    }

    double[] values() throws IOException {
        List<String> lines = lines(series);
        double[] values = new double[lines.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = NumberOrMissing.parse(lines.get(i), series, i + 1);
        }
        return values;
    }

    Regressors regressors(int length) throws IOException {
        Path file = xreg;
        return file == null ? Regressors.none() : Regressors.parse(lines(file), file, length, horizon);
    }

    private static List<String> lines(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("The file (" + file + ") must be one that exists.");
        }
        return Files.readAllLines(file);
    }
}
