// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import io.affinity.benchmarks.series.ForecasterChoice;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.plugin.PluginException;
import io.affinity.spi.plugin.Plugins;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bench gift-eval}. */
@Command(
        name = "bench gift-eval",
        sortOptions = false,
        description =
                "Runs the tasks of the public leaderboard GIFT-Eval on months of Bitbrains: weighted quantile loss"
                        + " over the deciles (wQL), MASE, both relative to seasonal naive, CPU; published rows beside.")
final class GiftEvalOptions {

    @Option(
            names = "--data",
            required = true,
            description = "Folder with rnd-MONTH-time.csv, -cpu_pct.csv and -cpu_cap_mhz.csv, plain or gzip.")
    Path data = Path.of("");

    @Option(
            names = "--tasks",
            split = ",",
            description = "h_short, 5t_short, 5t_medium, 5t_long. Default: all of them.")
    List<String> tasks = Arrays.stream(GiftTask.values()).map(GiftTask::label).toList();

    @Option(
            names = "--model",
            description =
                    "Name of a forecaster, of single series or of fleets; NAME@288 for one of single series that knows that"
                            + " period only; names with + between them for their pool. Default: auto+boosting.")
    String model = "auto+boosting";

    @Option(names = "--months", split = ",", description = "Default: 2013-7, the month of the leaderboard.")
    List<String> months = List.of("2013-7");

    @Option(
            names = "--out",
            description =
                    "Also write every forecast, gzip if it ends with .gz: task,vm,series,window,step,q0.1,...,q0.9."
                            + " With one month only.")
    @Nullable
    Path out;

    @Option(names = "--json", description = "Also write the figures as JSON.")
    @Nullable
    Path json;

    @Option(
            names = "--windows",
            description = "Share of the windows that are forecast, drawn by the seed, in (0, 1]. Default: 1.")
    double windows = 1;

    @Option(names = "--seed", description = "Of that draw. Default: 1.")
    long seed = 1;

    @Option(
            names = "--days",
            description = "Only the first so many days of a month, whose last windows are then the test: to choose on."
                    + " Default: all of it.")
    int days = Integer.MAX_VALUE;

    @Option(names = "--threads", description = "For forecasters of single series. Default: 1.")
    int threads = 1;

    /** @throws IllegalArgumentException if an option is illegal */
    void check() {
        if (!(windows > 0 && windows <= 1)) {
            throw new IllegalArgumentException("The share of the windows (" + windows + ") must lie in (0, 1].");
        }
        if (days < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "The days (" + days + ") and the number of threads (" + threads + ") must be at least 1.");
        }
        if (out != null && months.size() > 1) {
            throw new IllegalArgumentException(
                    "Forecasts are written (--out) of one month only; --months names " + months + ".");
        }
    }

    List<GiftTask> chosenTasks() {
        return tasks.stream().map(GiftTask::labelled).distinct().toList();
    }

    /** @throws io.affinity.spi.plugin.PluginException if there is no such forecaster */
    Answers answers() {
        Plugins<FleetForecaster> fleets =
                Plugins.discover(FleetForecaster.class, getClass().getClassLoader());
        List<FleetForecaster> learned = new ArrayList<>();
        List<ForecasterChoice> singles = new ArrayList<>();
        for (String name : model.split("\\+", -1)) {
            if (fleets.names().contains(name)) {
                learned.add(fleets.named(name));
            } else {
                singles.add(ForecasterChoice.parse(name, List.of()));
            }
        }
        if (learned.isEmpty() && singles.size() > 1) {
            throw new PluginException("Of the forecasters (" + model + ") one at least must learn from the fleet: "
                    + String.join(", ", fleets.names()) + ".");
        }
        return learned.isEmpty()
                ? new SeriesAnswers(singles.get(0), threads)
                : new FleetAnswers(learned, singles, threads);
    }
}
