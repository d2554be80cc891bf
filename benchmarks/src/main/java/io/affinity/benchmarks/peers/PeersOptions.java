// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

import io.affinity.benchmarks.series.NamedSeries;
import io.affinity.benchmarks.series.SeriesFile;
import io.affinity.benchmarks.series.SeriesSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bench peers-forecast}. */
@Command(
        name = "bench peers-forecast",
        sortOptions = false,
        description =
                "Forecasts the same series with this library, with JDemetra+ and, where it is installed, with R and"
                        + " its package forecast; prints accuracy, coverage and CPU side by side.")
final class PeersOptions {

    @Option(names = "--input", required = true, description = "CSV, plain or gzip: id, values separated by spaces.")
    Path input = Path.of("");

    @Option(
            names = "--test",
            description =
                    "The values that follow, by the same ids. Default: the last --horizon values of each series are"
                            + " held out.")
    @Nullable
    Path test;

    @Option(
            names = "--train",
            description = "Without --test: learn from the first n values, and test on the --horizon values after them.")
    int train;

    @Option(
            names = "--periods",
            split = ",",
            description = "Seasons in steps; peers know the first only. Default: none.")
    List<Integer> periods = new ArrayList<>();

    @Option(names = "--horizon", required = true, description = "Steps to forecast.")
    int horizon;

    @Option(
            names = "--models",
            split = ",",
            description = "Names of forecasters of this library, NAME@24 for one that knows that period only;"
                    + " arima-ml (the order below by maximum likelihood),"
                    + " jdemetra (the same), jdemetra-airline, r-auto-arima, r-ets, r-arima, r-snaive, r-ses."
                    + " Default: auto, arima and all but r-ses.")
    List<String> models = new ArrayList<>(List.of(
            "auto",
            "arima",
            "arima-ml",
            "jdemetra",
            "jdemetra-airline",
            "r-snaive",
            "r-ets",
            "r-arima",
            "r-auto-arima"));

    @Option(names = "--order", split = ",", description = "p,d,q. Default: 1,0,1, and 0,1,1 without a period.")
    @Nullable
    List<Integer> order;

    @Option(names = "--seasonal", split = ",", description = "P,D,Q at the first period. Default: 0,1,1.")
    List<Integer> seasonal = new ArrayList<>(List.of(0, 1, 1));

    @Option(names = "--lower", description = "The least value possible. Default: none.")
    double lower = Double.NEGATIVE_INFINITY;

    @Option(names = "--upper", description = "The greatest value possible. Default: none.")
    double upper = Double.POSITIVE_INFINITY;

    @Option(names = "--limit", description = "At most so many series, at equal distances. Default: all.")
    int limit = Integer.MAX_VALUE;

    @Option(names = "--r-limit", description = "At most so many of them for R, at equal distances. Default: 20.")
    int rLimit = 20;

    @Option(names = "--json", description = "Also write the figures as JSON.")
    @Nullable
    Path json;

    PeerOrder peerOrder() {
        List<Integer> regular = order;
        if (regular == null) {
            regular = periods.isEmpty() ? List.of(0, 1, 1) : List.of(1, 0, 1);
        }
        return new PeerOrder(regular, seasonal);
    }

    /** @throws IllegalArgumentException if an option is illegal or a series too short */
    List<Task> tasks() throws IOException {
        check();
        List<NamedSeries> series = SeriesSample.evenly(SeriesFile.read(input), limit);
        Map<String, NamedSeries> tests = test == null
                ? Map.of()
                : SeriesFile.read(test).stream().collect(Collectors.toMap(NamedSeries::id, Function.identity()));
        return series.stream().map(one -> task(one, tests)).toList();
    }

    private void check() {
        if (horizon < 1) {
            throw new IllegalArgumentException("The horizon (" + horizon + " steps) must be at least 1.");
        }
        if (rLimit < 0 || train < 0) {
            throw new IllegalArgumentException(
                    "The limit for R (" + rLimit + ") and the steps to train (" + train + ") must not be negative.");
        }
        for (int period : periods) {
            if (period < 2) {
                throw new IllegalArgumentException("The period (" + period + ") must be at least 2 steps.");
            }
        }
        if (!(lower < upper)) {
            throw new IllegalArgumentException(
                    "The bounds (" + lower + ", " + upper + ") must be in increasing order.");
        }
    }

    private Task task(NamedSeries series, Map<String, NamedSeries> tests) {
        if (test == null) {
            int learned = train > 0 ? train : series.length() - horizon;
            if (learned < 1 || learned + horizon > series.length()) {
                throw new IllegalArgumentException("The series " + series.id() + " (" + series.length()
                        + " values) must be long enough to learn from and to test " + horizon + " steps.");
            }
            return new Task(
                    series.slice(0, learned),
                    series.slice(learned, learned + horizon).values(),
                    periods);
        }
        NamedSeries actual = tests.get(series.id());
        if (actual == null || actual.length() < horizon) {
            throw new IllegalArgumentException("The file " + test + " must have at least " + horizon
                    + " values of the series " + series.id() + ".");
        }
        return new Task(series, Arrays.copyOf(actual.values(), horizon), periods);
    }
}
