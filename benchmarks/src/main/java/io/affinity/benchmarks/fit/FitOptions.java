package io.affinity.benchmarks.fit;

import io.affinity.forecast.arima.ArimaOrder;
import io.affinity.forecast.arima.Constant;
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
@Command(name = "bench fit")
final class FitOptions {

    @Option(names = "--model", required = true, description = "arima, auto-arima, ets or holtwinters.")
    String model = "";

    @Option(names = "--order", split = ",", description = "p,d,q of arima.")
    List<Integer> order = new ArrayList<>(List.of(0, 0, 0));

    @Option(names = "--seasonal", split = ",", description = "P,D,Q of arima.")
    List<Integer> seasonal = new ArrayList<>(List.of(0, 0, 0));

    @Option(names = "--period", description = "Length of the season in steps. Default: 1, none.")
    int period = 1;

    @Option(
            names = "--xreg",
            description = "Regressors: a header of names, then a row for each step, the horizon included.")
    @Nullable
    Path xreg;

    @Option(names = "--mean", negatable = true, description = "With a mean; the default where nothing is differenced.")
    @Nullable
    Boolean mean;

    @Option(names = "--spec", description = "ETS, such as AAN, AAdA, MAM.")
    String spec = "ANN";

    @Option(names = "--kind", description = "Of holtwinters: additive or multiplicative.")
    String kind = "additive";

    @Option(names = "--series", required = true, description = "A value a line; empty or NA for a gap.")
    Path series = Path.of("");

    @Option(names = "--horizon", required = true, description = "Steps to forecast.")
    int horizon;

    @Option(
            names = "--fixed",
            split = ",",
            description = "name=value for each parameter: evaluates, does not optimize.")
    Map<String, Double> fixed = new LinkedHashMap<>();

    ArimaOrder arimaOrder() {
        if (order.size() != 3 || seasonal.size() != 3) {
            throw new IllegalArgumentException(
                    "The orders " + order + " and " + seasonal + " must be three numbers each, such as 1,0,1.");
        }
        ArimaOrder plain = ArimaOrder.of(order.get(0), order.get(1), order.get(2));
        boolean isSeasonal = seasonal.stream().anyMatch(n -> n > 0);
        ArimaOrder all = isSeasonal ? plain.seasonal(seasonal.get(0), seasonal.get(1), seasonal.get(2), period) : plain;
        boolean withMean = mean == null ? order.get(1) + seasonal.get(1) == 0 : mean;
        return all.with(withMean ? Constant.ESTIMATED : Constant.NONE);
    }

    double[] values() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(series));
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
            // The end of the file, not a gap.
            lines.remove(lines.size() - 1);
        }
        double[] values = new double[lines.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(lines.get(i), series, i + 1);
        }
        return values;
    }

    /** {@return the regressors by name: the steps of the series, then those of the horizon} */
    Map<String, double[]> regressors() throws IOException {
        Map<String, double[]> regressors = new LinkedHashMap<>();
        Path file = xreg;
        if (file == null) {
            return regressors;
        }
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.isEmpty() ? new String[0] : lines.get(0).split("[,\\s]+");
        for (int column = 0; column < names.length; column++) {
            double[] values = new double[lines.size() - 1];
            for (int row = 0; row < values.length; row++) {
                String[] cells = lines.get(row + 1).split("[,\\s]+");
                if (cells.length != names.length) {
                    throw new IllegalArgumentException(
                            file + ", line " + (row + 2) + ": must have " + names.length + " values.");
                }
                values[row] = number(cells[column], file, row + 2);
            }
            regressors.put(names[column], values);
        }
        return regressors;
    }

    private static double number(String text, Path file, int line) {
        String token = text.strip();
        try {
            return token.isEmpty() || token.equals("NA") ? Double.NaN : Double.parseDouble(token);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    file + ", line " + line + ": \"" + token + "\" must be a number or NA.", e);
        }
    }
}
