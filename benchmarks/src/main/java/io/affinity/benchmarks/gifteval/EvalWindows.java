package io.affinity.benchmarks.gifteval;

import io.affinity.benchmarks.traces.CpuMonth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The windows of a month. */
final class EvalWindows {

    private static final int SLOTS_A_DAY = (int) (Duration.ofDays(1).toSeconds() / CpuMonth.STEP_SECONDS);

    private EvalWindows() {}

    /**
     * {@return the windows of a task that take part, VM after VM}
     *
     * @throws IllegalArgumentException if the month is too short
     */
    static List<EvalWindow> of(GiftTask task, CpuMonth month, GiftEvalOptions options) {
        SplittableRandom random = new SplittableRandom(options.seed);
        List<EvalWindow> windows = new ArrayList<>();
        for (int vm = 0; vm < month.vms().size(); vm++) {
            add("pct", task, month, vm, options, random, windows);
            add("mhz", task, month, vm, options, random, windows);
        }
        return windows;
    }

    private static void add(
            String series,
            GiftTask task,
            CpuMonth month,
            int vm,
            GiftEvalOptions options,
            SplittableRandom random,
            List<EvalWindow> into) {
        double[] slots = (series.equals("pct") ? month.percent() : month.megahertz()).get(vm);
        int length = (int) Math.min(slots.length, (long) options.days * SLOTS_A_DAY);
        double[] values = task.resampled(Arrays.copyOf(slots, length));
        if (task.from(0, values.length) < 1) {
            throw new IllegalArgumentException("The month (" + length
                    + " slots of 300 s) must be longer than the windows of " + task.label() + ".");
        }
        for (int window = 0; window < task.windows(); window++) {
            if (random.nextDouble() < options.windows) {
                into.add(new EvalWindow(task, month.vms().get(vm), series, values, window));
            }
        }
    }
}
