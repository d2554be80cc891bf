// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.calibration;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import java.util.Arrays;
import java.util.Locale;

/** How much each member of a combination counts: one weight up to a near lead, another from a far one on. Immutable. */
public final class LeadWeights {

    /** The last lead that is near. */
    public static final int NEAR = 12;

    private static final int FAR = 48;

    private static final double ROUNDING = 1e-6;

    private final double[] near;
    private final double[] far;

    /**
     * Creates the weights.
     *
     * @param near one for each member, their sum 1; copied, as is {@code far}
     */
    public LeadWeights(double[] near, double[] far) {
        this.near = near.clone();
        this.far = far.clone();
    }

    /** {@return the weights that were put into bytes} */
    public static LeadWeights read(StateReader in) {
        double[] near = in.takeDoubles("a weight", 0, 1);
        double[] far = in.takeDoubles("a weight", 0, 1);
        if (near.length != far.length) {
            throw in.broken("it has " + near.length + " near weights and " + far.length + " far ones");
        }
        if (!isOne(near) || !isOne(far)) {
            throw in.broken("its weights do not add up to 1");
        }
        return new LeadWeights(near, far);
    }

    private static boolean isOne(double[] weights) {
        return Math.abs(Arrays.stream(weights).sum() - 1) < ROUNDING;
    }

    /** Puts them into bytes. */
    public void write(StateWriter out) {
        out.putDoubles(near);
        out.putDoubles(far);
    }

    /** {@return the number of members} */
    public int size() {
        return near.length;
    }

    /** {@return the weight of a member at a lead} */
    double at(int member, int lead) {
        if (lead <= NEAR) {
            return near[member];
        }
        if (lead >= FAR) {
            return far[member];
        }
        double share = (lead - NEAR) / (double) (FAR - NEAR);
        return near[member] + share * (far[member] - near[member]);
    }

    String describe(int member) {
        return near[member] == far[member]
                ? String.format(Locale.ROOT, "%.2f", near[member])
                : String.format(Locale.ROOT, "%.2f (far ahead %.2f)", near[member], far[member]);
    }
}
