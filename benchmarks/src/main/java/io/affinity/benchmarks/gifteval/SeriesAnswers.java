// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import io.affinity.benchmarks.command.Spread;
import io.affinity.benchmarks.series.ForecasterChoice;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** A model for each window, learned from its own series. */
record SeriesAnswers(ForecasterChoice choice, int threads) implements Answers {

    /** Forecasts that are held at once. */
    private static final int CHUNK = 512;

    @Override
    public void answer(List<EvalWindow> all, Predicate<EvalWindow> isAsked, Instant start, Sink sink)
            throws IOException, InterruptedException {
        List<EvalWindow> windows = all.stream().filter(isAsked).toList();
        for (int from = 0; from < windows.size(); from += CHUNK) {
            List<WindowAnswer> answers = Spread.over(
                    threads,
                    windows.subList(from, Math.min(windows.size(), from + CHUNK)).stream()
                            .<Callable<WindowAnswer>>map(
                                    window -> () -> WindowAnswer.of(window, TimedForecast.of(window, choice, start)))
                            .toList());
            for (WindowAnswer answer : answers) {
                sink.take(answer);
            }
        }
    }
}
