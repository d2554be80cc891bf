// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rolling;

import io.affinity.benchmarks.series.ForecasterChoice;
import io.affinity.benchmarks.series.NamedSeries;
import io.affinity.benchmarks.series.SeriesSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bench rolling}. */
@Command(
        name = "bench rolling",
        sortOptions = false,
        description =
                "Learns the first part of each series, then goes through the rest value by value: forecasts from every"
                        + " --stride-th origin, observes, refits on a schedule. Prints losses, coverage, skill and CPU of each"
                        + " model side by side. Figures other than CPU do not depend on machine or threads.")
final class RollingOptions {

    @Option(
            names = "--trace",
            required = true,
            description = "A trace of VMs, or a file of series: a header, then rows of id, values. May be given again.")
    List<Path> traces = new ArrayList<>();

    @Option(
            names = "--times",
            description =
                    "For a file of series: the time of each value, by the same ids: the first in seconds, then the"
                            + " distances. Values are then put on a grid of --step-seconds.")
    @Nullable
    Path times;

    @Option(names = "--step-seconds", description = "Of the grid. Default: 300.")
    int stepSeconds = 300;

    @Option(names = "--resource", description = "Of a trace: such as cpu or memory. Default: the first that it has.")
    @Nullable
    String resource;

    @Option(names = "--periods", split = ",", description = "Lengths of the seasons, in steps. Default: none.")
    List<Integer> periods = new ArrayList<>();

    @Option(names = "--train", required = true, description = "How many values are learned before the first origin.")
    int train;

    @Option(
            names = "--horizon",
            required = true,
            split = ",",
            description = "Steps ahead, such as 12,288; losses are averaged over all steps up to each of them.")
    List<Integer> horizons = new ArrayList<>();

    @Option(names = "--stride", description = "Steps from one origin to the next. Default: 1.")
    int stride = 1;

    @Option(names = "--refit-steps", description = "Steps between refits; 0 for none. Default: 2016.")
    int refitSteps = 2016;

    @Option(names = "--window", description = "The most values that a fit learns from. Default: all there are.")
    int window = Integer.MAX_VALUE;

    @Option(
            names = "--model",
            split = ",",
            description = "Names of forecasters; NAME@288 knows that period only. Default: auto.")
    List<String> models = new ArrayList<>(List.of("auto"));

    @Option(
            names = "--reference",
            split = ",",
            description = "What skill is measured against. Default: persistence, and seasonal-naive at each period.")
    @Nullable
    List<String> references;

    @Option(names = "--lower", description = "The least value possible. Default: 0.")
    double lower;

    @Option(names = "--upper", description = "The greatest value possible. Default: none.")
    double upper = Double.POSITIVE_INFINITY;

    @Option(names = "--limit", description = "At most so many series, at equal distances. Default: all.")
    int limit = Integer.MAX_VALUE;

    @Option(names = "--threads", description = "Default: 1.")
    int threads = 1;

    @Option(names = "--json", description = "Also write the figures as JSON, with those of each series.")
    @Nullable
    Path json;

    /** {@return the replay that the options describe} */
    Replay replay() {
        check();
        return new Replay(train, List.copyOf(horizons), stride, refitSteps, window, lower, upper);
    }

    /** {@return the references, then the models} */
    List<ForecasterChoice> choices() {
        List<ForecasterChoice> choices = new ArrayList<>(references());
        List<String> names = choices.stream().map(ForecasterChoice::name).toList();
        models.stream()
                .filter(name -> !names.contains(name))
                .map(name -> ForecasterChoice.parse(name, periods))
                .forEach(choices::add);
        return choices;
    }

    List<ForecasterChoice> references() {
        List<String> names = references;
        if (names == null) {
            names = new ArrayList<>(List.of("persistence"));
            for (int period : periods) {
                names.add("seasonal-naive@" + period);
            }
        }
        return names.stream().map(name -> ForecasterChoice.parse(name, periods)).toList();
    }

    /** {@return the series that are long enough, those of one file after those of another} */
    List<NamedSeries> series() throws IOException {
        List<NamedSeries> all = new ArrayList<>();
        for (Path trace : traces) {
            for (NamedSeries one : RollingInput.read(trace, times, stepSeconds, resource)) {
                String id = traces.size() == 1 ? one.id() : trace.getFileName() + ":" + one.id();
                all.add(new NamedSeries(id, one.values()));
            }
        }
        return SeriesSample.evenly(all, limit);
    }

    private void check() {
        atLeast("steps to train", train, 1);
        atLeast("stride", stride, 1);
        atLeast("refit steps", refitSteps, 0);
        atLeast("window", window, 1);
        atLeast("threads", threads, 1);
        atLeast("seconds of a step", stepSeconds, 1);
        horizons.forEach(horizon -> atLeast("horizon", horizon, 1));
        periods.forEach(period -> atLeast("period", period, 2));
        if (!(lower < upper)) {
            throw new IllegalArgumentException(
                    "The bounds (" + lower + ", " + upper + ") must be in increasing order.");
        }
    }

    private static void atLeast(String what, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException("The " + what + " (" + value + ") must be at least " + least + ".");
        }
    }
}
