// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.calibration;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import java.util.Arrays;

/**
 * How large one-step errors are at present: two moving means of their squares. The fast one follows a VM that turns from
 * quiet to busy within hours; the slow one remembers that it may. The nearer a lead, the more the fast one counts.
 */
final class ErrorScale {

    private static final double FAST = 96;
    private static final double SLOW = 2016;

    /** What the fast mean counts for at the first lead. */
    private static final double FAST_SHARE = 0.7;

    /** After so many steps, what was seen of late is forgotten. */
    private static final double FADING = 64;

    /** From so many errors on, nothing but the errors says how large they are. */
    private static final double PRIOR = 12;

    /** From so many errors on, one absurd value is known as such. */
    private static final int LEAST_KNOWN = 24;

    private static final int SETTLED = 48;

    /** A squared error counts for at most so many times the mean. */
    private static final double MOST_SURPRISE = 25;

    /** The share of the fast mean at the usual leads, by lead. */
    private static final double[] SHARES = new double[513];

    static {
        Arrays.setAll(SHARES, ErrorScale::share);
    }

    private double fast;
    private double slow;
    private int count;
    private double priorScale;

    void write(StateWriter out) {
        out.putDouble(fast);
        out.putDouble(slow);
        out.putInt(count);
        out.putDouble(priorScale);
    }

    static ErrorScale read(StateReader in) {
        ErrorScale scale = new ErrorScale();
        scale.fast = in.takeDouble("the squared error", 0, Double.MAX_VALUE / 4);
        scale.slow = in.takeDouble("the squared error", 0, Double.MAX_VALUE / 4);
        scale.count = in.takeInt("the number of errors", 0, (int) SLOW);
        scale.priorScale = in.takeDouble("the prior scale", 0, PriorScale.LARGEST);
        return scale;
    }

    void add(double error) {
        if (count < SLOW) {
            count++;
        }
        double square = Math.min(error * error, Double.MAX_VALUE / 4);
        if (count > LEAST_KNOWN && slow > 0) {
            square = Math.min(square, MOST_SURPRISE * variance(1));
        }
        fast += (square - fast) * Math.max(1 / FAST, 1.0 / count);
        slow += (square - slow) * Math.max(1 / SLOW, 1.0 / count);
    }

    /** {@return whether there are errors enough to do without a prior scale} */
    boolean known() {
        return count >= PRIOR;
    }

    /** @param newPriorScale standard deviation of the errors for as long as there are too few of them */
    void setPriorScale(double newPriorScale) {
        priorScale = newPriorScale;
    }

    /** {@return whether errors can be measured by it: while there are few, it follows each of them} */
    boolean settled() {
        return count >= SETTLED;
    }

    /** {@return the root mean square of one-step errors as it matters for a lead, at least 1} */
    double at(int lead) {
        double variance = variance(lead);
        if (count >= PRIOR) {
            return Math.sqrt(variance);
        }
        double prior = 1 - count / PRIOR;
        return Math.sqrt((count * variance + prior * priorScale * priorScale) / (count + prior));
    }

    /** {@return how large errors are with what is doubted beside it, both standard deviations} */
    static double withDoubt(double usual, double doubt) {
        return Math.min(PriorScale.LARGEST, doubt > 0 ? Math.hypot(usual, doubt) : usual);
    }

    private double variance(int lead) {
        double share = lead < SHARES.length ? SHARES[lead] : share(lead);
        return slow + share * (fast - slow);
    }

    private static double share(int lead) {
        return FAST_SHARE * FADING / (FADING + lead - 1);
    }
}
