// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import io.affinity.benchmarks.traces.CpuMonth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** The windows of a month. */
final class EvalWindows {

    private static final int SLOTS_A_DAY = (int) (Duration.ofDays(1).toSeconds() / CpuMonth.STEP_SECONDS);

    /** Spreads hashes, which are small numbers, over all bits. */
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private EvalWindows() {}

    /**
     * {@return the windows of a task, VM after VM, of each the windows of its percentages first}
     *
     * @param days how many of the month there are
     * @throws IllegalArgumentException if that is too short
     */
    static List<EvalWindow> of(GiftTask task, CpuMonth month, int days) {
        List<EvalWindow> windows = new ArrayList<>();
        for (int vm = 0; vm < month.vms().size(); vm++) {
            String name = month.vms().get(vm);
            add(name, "pct", task, month.percent().get(vm), days, windows);
            add(name, "mhz", task, month.megahertz().get(vm), days, windows);
        }
        return windows;
    }

    private static void add(String vm, String series, GiftTask task, double[] slots, int days, List<EvalWindow> into) {
        int length = (int) Math.min(slots.length, (long) days * SLOTS_A_DAY);
        double[] values = task.resampled(Arrays.copyOf(slots, length));
        if (task.from(0, values.length) < 1) {
            throw new IllegalArgumentException("The month (" + length
                    + " slots of 300 s) must be longer than the windows of " + task.label() + ".");
        }
        for (int window = 0; window < task.windows(); window++) {
            into.add(new EvalWindow(task, vm, series, values, window));
        }
    }

    /** {@return which windows take part, whoever forecasts them and in whatever order} */
    static Predicate<EvalWindow> draw(double share, long seed) {
        return window -> {
            long own = Objects.hash(window.task().label(), window.vm(), window.series(), window.window());
            return share >= 1 || new SplittableRandom(seed ^ own * MIX).nextDouble() < share;
        };
    }
}
