// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

/**
 * The steps that are generated, with their times.
 *
 * @param startSecond time of step 0, in seconds since 1970
 * @param stepSeconds at least 1
 * @param first the first step, zero or less
 * @param end after the last step, at least 1
 */
record StepGrid(long startSecond, long stepSeconds, int first, int end) {

    private static final long SECONDS_PER_DAY = 86_400;

    int size() {
        return end - first;
    }

    /** {@return when the step at place {@code index} of an array begins, in seconds since 1970} */
    long second(int index) {
        return startSecond + secondsFromStart(index);
    }

    long secondsFromStart(int index) {
        return (first + index) * stepSeconds;
    }

    double daysFromStart(int index) {
        return (double) secondsFromStart(index) / SECONDS_PER_DAY;
    }

    /** {@return 0 to 24} */
    double hourOfDay(int index) {
        return Math.floorMod(second(index), SECONDS_PER_DAY) / 3600.0;
    }

    boolean isWeekend(int index) {
        long daysSinceThursday = Math.floorMod(Math.floorDiv(second(index), SECONDS_PER_DAY), 7L);
        return daysSinceThursday == 2 || daysSinceThursday == 3;
    }

    /** {@return how many steps it takes to cover {@code seconds}; at least 1} */
    int stepsIn(double seconds) {
        return (int) Math.max(1, Math.ceil(seconds / stepSeconds));
    }

    StepGrid startingEarlier(int steps) {
        return new StepGrid(startSecond, stepSeconds, first - steps, end);
    }
}
