// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outside;

/**
 * How far a series may be believed.
 *
 * @param isUsed whether it may be a covariate
 * @param problem why it is trusted less than it might be, in a sentence; empty if all is well
 */
record SeriesTrust(boolean isUsed, String problem) {

    /** In steps; an hour of five-minute steps, as long as a VM may be away. Its own forecast stands for it meanwhile. */
    static final int LONGEST_SILENCE = 12;

    static final SeriesTrust UNKNOWN = new SeriesTrust(false, "nothing is known of it.");

    /** Steps of a day of five minutes: more than half of them must be known, as far back as it reaches. */
    private static final int GAPS = 288;

    /** Fewer steps of silence than these are not worth a word. */
    private static final int WORTH_SAYING = 3;

    /** What stands still for longer than this, and than ever before by far, is not measured any more. */
    private static final int STANDSTILL = 36;

    private static final int STANDSTILL_RATIO = 3;

    static SeriesTrust of(SeriesValues values) {
        if (values.newest() == Long.MIN_VALUE) {
            return UNKNOWN;
        }
        long silence = values.slot() - values.newest();
        if (silence > LONGEST_SILENCE) {
            return new SeriesTrust(false, "it has been silent for " + silence + " steps, and is left out.");
        }
        int span = Math.min(GAPS, values.length());
        int known = values.knownSince(values.slot() - span + 1).length;
        if (2 * known < span) {
            return new SeriesTrust(
                    false, "only " + known + " of its last " + span + " values are known; it is left out.");
        }
        int standstill = standstill(values);
        if (standstill > 0) {
            return new SeriesTrust(
                    false,
                    "it has not changed for " + standstill + " steps, which it never did before, and is left out.");
        }
        return new SeriesTrust(
                true,
                silence < WORTH_SAYING
                        ? ""
                        : "it has been silent for " + silence + " steps; its own forecast stands for it.");
    }

    /** {@return for how many steps it has stood still, if that is far longer than ever in two days or more; else 0} */
    private static int standstill(SeriesValues values) {
        double[] known = values.knownSince(Long.MIN_VALUE);
        int last = runBefore(known, known.length);
        if (last <= STANDSTILL || known.length - last < 2 * GAPS) {
            return 0;
        }
        int longest = 1;
        for (int end = known.length - last; end > 0; ) {
            int run = runBefore(known, end);
            longest = Math.max(longest, run);
            end -= run;
        }
        return last > STANDSTILL_RATIO * longest ? last : 0;
    }

    private static int runBefore(double[] values, int end) {
        int run = 0;
        while (run < end && values[end - 1 - run] == values[end - 1]) {
            run++;
        }
        return run;
    }
}
