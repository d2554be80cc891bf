// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import java.util.List;

/**
 * What became of a task.
 *
 * @param windows how many were forecast
 * @param failed for how many of them the naive forecast stood in, as the forecaster could not learn anything
 * @param millis mean CPU of a forecast, learning included
 */
record TaskScore(
        GiftTask task,
        int windows,
        int failed,
        double wql,
        double mase,
        double naiveWql,
        double naiveMase,
        double millis) {

    static TaskScore of(GiftTask task, List<WindowAnswer> answers) {
        WindowLosses losses = WindowLosses.NONE;
        WindowLosses naive = WindowLosses.NONE;
        double millis = 0;
        int failed = 0;
        for (WindowAnswer answer : answers) {
            failed += answer.learned() ? 0 : 1;
            losses = losses.plus(answer.losses());
            naive = naive.plus(answer.naive());
            millis += answer.millis();
        }
        int windows = answers.size();
        return new TaskScore(
                task, windows, failed, losses.wql(), losses.mase(), naive.wql(), naive.mase(), millis / windows);
    }

    /** {@return the geometric mean of the ratios to these references, in the same order} */
    static double relative(List<Double> values, List<Double> references) {
        double sum = 0;
        for (int i = 0; i < values.size(); i++) {
            sum += Math.log(values.get(i) / references.get(i));
        }
        return Math.exp(sum / values.size());
    }
}
