// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

import io.affinity.benchmarks.series.CpuClock;
import java.util.ArrayList;
import java.util.List;

/** A method that runs in this JVM, one series after the other; the first ones are run before, to warm up. */
final class PerSeriesMethod implements Method {

    /** Learns and forecasts one series. */
    interface Fit {

        /** @throws IllegalArgumentException if the series cannot be forecast */
        SeriesAnswer answer(Task task, CpuClock clock);
    }

    private static final int WARM_UP = 20;

    private final String name;
    private final Fit fit;

    PerSeriesMethod(String name, Fit fit) {
        this.name = name;
        this.fit = fit;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<SeriesAnswer> answers(List<Task> tasks) {
        for (Task task : tasks.subList(0, Math.min(WARM_UP, tasks.size()))) {
            answer(task);
        }
        List<SeriesAnswer> answers = new ArrayList<>();
        for (Task task : tasks) {
            answers.add(answer(task));
        }
        return answers;
    }

    private SeriesAnswer answer(Task task) {
        CpuClock clock = CpuClock.start();
        try {
            return fit.answer(task, clock);
        } catch (RuntimeException e) {
            // A peer that throws has failed on this series, which is a result.
            return SeriesAnswer.failed(clock.millis(), e.toString());
        }
    }
}
