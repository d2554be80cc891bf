// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One task on {@code bitbrains_rnd}: the last windows of each series, back to back. */
enum GiftTask {
    H_SHORT(12, 48, 2, 24, List.of(24, 168)),
    FIVE_MINUTES_SHORT(1, 48, 18, 288, List.of(288, 2016)),
    FIVE_MINUTES_MEDIUM(1, 480, 2, 288, List.of(288, 2016)),
    FIVE_MINUTES_LONG(1, 720, 2, 288, List.of(288, 2016));

    private final int slots;
    private final int horizon;
    private final int windows;
    private final int season;
    private final List<Integer> periods;

    GiftTask(int slots, int horizon, int windows, int season, List<Integer> periods) {
        this.slots = slots;
        this.horizon = horizon;
        this.windows = windows;
        this.season = season;
        this.periods = periods;
    }

    /** {@return the name in files and options, such as {@code 5t_short}} */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace("five_minutes", "5t");
    }

    /** @throws IllegalArgumentException if no task is called so */
    static GiftTask labelled(String label) {
        return Arrays.stream(values())
                .filter(task -> task.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The task (" + label + ") must be one of "
                        + Arrays.stream(values()).map(GiftTask::label).collect(Collectors.joining(", ")) + "."));
    }

    int horizon() {
        return horizon;
    }

    int windows() {
        return windows;
    }

    /** {@return the season of the naive forecast and of the scale of MASE, in steps} */
    int season() {
        return season;
    }

    /** {@return the seasons that a forecaster is told of: a day and a week} */
    List<Integer> periods() {
        return periods;
    }

    Duration step() {
        return Duration.ofMinutes(5L * slots);
    }

    /** {@return the series at the steps of this task: means of the slots that are present} */
    double[] resampled(double[] values) {
        double[] means = new double[values.length / slots];
        for (int i = 0; i < means.length; i++) {
            double sum = 0;
            int present = 0;
            for (int j = i * slots; j < (i + 1) * slots; j++) {
                if (!Double.isNaN(values[j])) {
                    sum += values[j];
                    present++;
                }
            }
            means[i] = sum / present;
        }
        return means;
    }

    /** {@return where a window begins in a series of this length, which may be negative if that is too short} */
    int from(int window, int length) {
        return length - horizon * (windows - window);
    }
}
