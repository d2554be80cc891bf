// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

/**
 * How the draws of all VMs are corrected for one resource and step, by what came of earlier scenarios.
 *
 * @param shift by how many of its own standard deviations each VM's draws are moved
 * @param up how much farther above the mean draws lie than the forecast says, 1 for no correction
 * @param down the same below the mean
 * @param outerUp how much farther still the outermost of them lie above the mean, at least 1
 * @param outerDown the same below the mean
 */
record Correction(double shift, double up, double down, double outerUp, double outerDown) {

    /** From there outwards more and more of the outer factors counts, from the middle draw at 0 to the last one at 1. */
    private static final double OUTER = 0.9;

    static final Correction NONE = new Correction(0, 1, 1, 1, 1);

    /** {@return what no corrected draw exceeds, where none exceeded {@code highest}, and so no deviation does} */
    double most(double highest) {
        return highest * Math.max(1, up * outerUp) * (1 + Math.max(0, shift));
    }

    /** {@return the correction between this one and another} */
    Correction towards(Correction other, double share) {
        return new Correction(
                shift + share * (other.shift - shift),
                up + share * (other.up - up),
                down + share * (other.down - down),
                outerUp + share * (other.outerUp - outerUp),
                outerDown + share * (other.outerDown - outerDown));
    }

    /** Corrects draws in place; they stay in order, at least zero and at most {@code ceiling}. */
    void apply(double[] draws, double ceiling) {
        // Asked for each VM and step: the equality of records takes longer.
        if (shift == 0 && up == 1 && down == 1 && outerUp == 1 && outerDown == 1) {
            return;
        }
        double mean = 0;
        for (double draw : draws) {
            mean += draw;
        }
        mean /= draws.length;
        double squares = 0;
        for (int k = 0; k < draws.length; k++) {
            double deviation = draws[k] - mean;
            draws[k] = deviation
                    * (deviation > 0
                            ? up * outward(k, draws.length, outerUp)
                            : down * outward(draws.length - 1 - k, draws.length, outerDown));
            squares += draws[k] * draws[k];
        }
        double center = mean + shift * Math.sqrt(squares / draws.length);
        for (int k = 0; k < draws.length; k++) {
            draws[k] = Math.max(0, Math.min(ceiling, center + draws[k]));
        }
    }

    /** {@return what a draw of a rank is to be multiplied by; never less than that of the draw before it} */
    private static double outward(int rank, int count, double outer) {
        double place = (2.0 * rank + 1 - count) / count;
        return place > OUTER ? 1 + (place - OUTER) / (1 - OUTER) * (outer - 1) : 1;
    }
}
