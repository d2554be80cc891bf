// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import io.affinity.benchmarks.traces.CpuMonth;
import io.affinity.spi.plugin.PluginException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The protocol of GIFT-Eval (Aksu and others 2024, arXiv 2410.10393) on its data set {@code bitbrains_rnd}: two series a VM, four
 * tasks, losses pooled over all series, so that who uses most counts most.
 */
public final class GiftEvalBenchmark implements Benchmark {

    private static final String LEADERBOARD_MONTH = "2013-7";

    /** Needs no settings. */
    public GiftEvalBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException, InterruptedException {
        GiftEvalOptions options = new GiftEvalOptions();
        Answers answers;
        List<MonthScore> months = new ArrayList<>();
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            options.check();
            options.chosenTasks();
            answers = options.answers();
            for (String month : options.months) {
                MonthScore score = score(month, CpuMonth.read(options.data, month), answers, options);
                print(score, options, out);
                months.add(score);
            }
        } catch (CommandLine.ParameterException | IllegalArgumentException | PluginException e) {
            err.println("bench gift-eval: " + e.getMessage());
            return 2;
        }
        if (options.json != null) {
            GiftEvalJson.write(options.model, months, options.json);
        }
        return 0;
    }

    private static void print(MonthScore month, GiftEvalOptions options, PrintStream out) throws IOException {
        GiftEvalText.print(month.month(), options.model, month.tasks(), out);
        boolean isPublished = options.days == Integer.MAX_VALUE && month.month().equals(LEADERBOARD_MONTH);
        if (isPublished) {
            GiftEvalText.printPublished(options.model, month.tasks(), PublishedRow.all(), out);
        }
    }

    private static MonthScore score(String name, CpuMonth month, Answers answers, GiftEvalOptions options)
            throws IOException, InterruptedException {
        List<TaskScore> scores = new ArrayList<>();
        try (@Nullable ForecastFile file = options.out == null ? null : ForecastFile.create(options.out)) {
            for (GiftTask task : options.chosenTasks()) {
                List<WindowAnswer> all = new ArrayList<>();
                answers.answer(
                        EvalWindows.of(task, month, options.days),
                        EvalWindows.draw(options.windows, options.seed),
                        month.start(),
                        answer -> {
                            if (file != null) {
                                file.add(answer);
                            }
                            all.add(answer.scored());
                        });
                scores.add(TaskScore.of(task, all));
            }
        }
        return new MonthScore(name, scores);
    }
}
