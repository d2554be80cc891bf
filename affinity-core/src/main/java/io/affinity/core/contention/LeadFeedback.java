// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import io.affinity.core.storage.SnapshotChecks;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What came of the scenarios of one resource at one lead, and the correction that follows. Bounded, and without effect until
 * something was seen.
 *
 * <p>The mean: the error of the whole fleet's demand in units of its VMs' standard deviations added up, averaged over about
 * {@value #RECENT} steps. How much of it is to be believed is learned as well, as the slope of later errors over earlier
 * averages: near 1 where a fleet drifts as one, near 0 where few large VMs make the error, which then tells nothing of the next.
 *
 * <p>The spread: the share of groups of VMs above their interval, and below it, moves its end outwards if it is larger than
 * it should be and inwards if it is smaller. That is adaptive conformal inference, whose long-run coverage is right whatever
 * the scenarios are (Gibbs and Candes, "Adaptive Conformal Inference Under Distribution Shift", NeurIPS 2021, section 2), with
 * the logarithm of a factor in place of the level. The outermost draws have factors of their own, at least 1, which a wider interval moves.
 */
final class LeadFeedback {

    private static final double RECENT = 12;
    private static final double RECORD = 576;

    /** So many mean squared errors stand against believing. */
    private static final double DOUBT = 2;

    /** In standard deviations. Scenarios are whole quanta, so no fleet errs by more; what does tells nothing. */
    private static final double MOST_ERROR = 1e15;

    private static final double MOST_SPREAD = 1e200;
    private static final double MOST_SQUARES = 2 * RECORD * MOST_ERROR * MOST_ERROR;

    private static final double MOST_SHIFT = 0.5;
    private static final double RATE = 0.02;

    /** What is outermost is seldom, so it takes longer to be seen. */
    private static final double OUTER_RATE = 0.04;

    private static final double NARROWEST = Math.log(0.8);
    private static final double WIDEST = Math.log(2.5);

    /** Up to an hour of five-minute steps the ends are right as they are. */
    private static final int LEAST_OUTER_LEAD = 16;

    private final int lead;
    private double errors;
    private double spreads;
    private double products;
    private double squaredBiases;
    private double squaredErrors;
    private double count;
    private double up;
    private double down;
    private double outerUp;
    private double outerDown;

    /** @param lead in steps */
    LeadFeedback(int lead) {
        this.lead = lead;
    }

    /** {@return the recent error of the fleet's demand in units of its VMs' deviations; 0 if nothing was seen} */
    double bias() {
        return spreads > 0 ? errors / spreads : 0;
    }

    Correction correction() {
        if (count == 0) {
            return Correction.NONE;
        }
        double doubt = DOUBT * squaredErrors / count;
        double belief = products > 0 ? Math.min(1, products / (squaredBiases + doubt)) : 0;
        double shift = Math.max(-MOST_SHIFT, Math.min(MOST_SHIFT, belief * bias()));
        return new Correction(shift, Math.exp(up), Math.exp(down), Math.exp(outerUp), Math.exp(outerDown));
    }

    /**
     * Takes what the fleet demanded, unless it is beyond all measure.
     *
     * @param error demand less the mean of the scenarios
     * @param spread the standard deviations of the VMs, added up, above zero
     * @param shift that the scenarios had
     * @param biasThen what {@link #bias} was when they were made
     */
    void observe(double error, double spread, double shift, double biasThen) {
        double before = error / spread + shift;
        if (!(Math.abs(before) <= MOST_ERROR && spread <= MOST_SPREAD)) {
            return;
        }
        double keep = 1 - 1 / RECORD;
        products = keep * products + biasThen * before;
        squaredBiases = keep * squaredBiases + biasThen * biasThen;
        squaredErrors = keep * squaredErrors + before * before;
        count = keep * count + 1;
        errors = (1 - 1 / RECENT) * errors + before * spread;
        spreads = (1 - 1 / RECENT) * spreads + spread;
    }

    /** Takes how many more groups were above their interval, and below it, than should be, as shares of all. */
    void observeOutside(double above, double below) {
        up = Math.max(NARROWEST, Math.min(WIDEST, up + RATE * above));
        down = Math.max(NARROWEST, Math.min(WIDEST, down + RATE * below));
    }

    /** Takes the same of a wider interval, whose ends only move outwards, and of long leads only. */
    void observeOuter(double above, double below) {
        if (lead < LEAST_OUTER_LEAD) {
            return;
        }
        outerUp = Math.max(0, Math.min(WIDEST, outerUp + OUTER_RATE * above));
        outerDown = Math.max(0, Math.min(WIDEST, outerDown + OUTER_RATE * below));
    }

    void write(DataOutput out) throws IOException {
        for (double number : new double[] {
            errors, spreads, products, squaredBiases, squaredErrors, count, up, down, outerUp, outerDown
        }) {
            out.writeDouble(number);
        }
    }

    /** {@return the feedback that was written, of which all that may be seen later makes numbers again} */
    static LeadFeedback read(DataInputStream in, int lead) throws IOException {
        LeadFeedback feedback = new LeadFeedback(lead);
        feedback.errors = in.readDouble();
        feedback.spreads = SnapshotChecks.between("spread of the fleet", in.readDouble(), 0, 2 * RECENT * MOST_SPREAD);
        double mostErrors = 2 * MOST_ERROR * feedback.spreads;
        SnapshotChecks.between("error of the fleet", feedback.errors, -mostErrors, mostErrors);
        feedback.products = SnapshotChecks.between("product of errors", in.readDouble(), -MOST_SQUARES, MOST_SQUARES);
        feedback.squaredBiases = SnapshotChecks.between("square of errors", in.readDouble(), 0, MOST_SQUARES);
        feedback.squaredErrors = SnapshotChecks.between("square of errors", in.readDouble(), 0, MOST_SQUARES);
        feedback.count = SnapshotChecks.between("number of errors", in.readDouble(), 0, 2 * RECORD);
        feedback.up = SnapshotChecks.between("factor upwards", in.readDouble(), NARROWEST, WIDEST);
        feedback.down = SnapshotChecks.between("factor downwards", in.readDouble(), NARROWEST, WIDEST);
        feedback.outerUp = SnapshotChecks.between("outer factor upwards", in.readDouble(), 0, WIDEST);
        feedback.outerDown = SnapshotChecks.between("outer factor downwards", in.readDouble(), 0, WIDEST);
        return feedback;
    }

    /** {@return what {@link #bias} once was} */
    static double readBias(DataInputStream in) throws IOException {
        return SnapshotChecks.between("bias of the fleet", in.readDouble(), -2 * MOST_ERROR, 2 * MOST_ERROR);
    }

    /** {@return what {@link #correction} once was} */
    static Correction readCorrection(DataInputStream in) throws IOException {
        return new Correction(
                SnapshotChecks.between("correction", in.readDouble(), -MOST_SHIFT, MOST_SHIFT),
                SnapshotChecks.finiteNotNegative("correction", in.readDouble()),
                SnapshotChecks.finiteNotNegative("correction", in.readDouble()),
                SnapshotChecks.finiteNotNegative("correction", in.readDouble()),
                SnapshotChecks.finiteNotNegative("correction", in.readDouble()));
    }
}
