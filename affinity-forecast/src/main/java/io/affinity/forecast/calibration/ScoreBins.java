// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.calibration;

/**
 * How scores (errors in units of their scale) are sorted into bins: a quarter of a power of two wide, from 1/1024 to 128 on
 * either side, and one around zero. The bin of a score follows from the bits of its number alone.
 */
final class ScoreBins {

    private static final int OCTAVES = 17;
    private static final int EACH_SIDE = 4 * OCTAVES;

    /** The bin around zero. */
    private static final int MIDDLE = EACH_SIDE;

    static final int COUNT = 2 * EACH_SIDE + 1;

    private static final int MANTISSA_BITS_DROPPED = 21;
    private static final int FIRST = Float.floatToIntBits(1f / 1024) >> MANTISSA_BITS_DROPPED;

    /** The upper end of the bin with each index. */
    private static final double[] ENDS = new double[COUNT];

    static {
        for (int i = 0; i <= EACH_SIDE; i++) {
            double end = Float.intBitsToFloat((FIRST + i) << MANTISSA_BITS_DROPPED);
            ENDS[MIDDLE + i] = end;
            if (i < EACH_SIDE) {
                ENDS[MIDDLE - 1 - i] = -end;
            }
        }
    }

    private ScoreBins() {}

    /** {@return the bin of a score that is not NaN; the outermost ones have no end} */
    static int of(double score) {
        int steps = (Float.floatToIntBits((float) Math.abs(score)) >> MANTISSA_BITS_DROPPED) - FIRST + 1;
        int distance = Math.max(0, Math.min(EACH_SIDE, steps));
        return score < 0 ? MIDDLE - distance : MIDDLE + distance;
    }

    /** {@return the lower end of a bin} */
    static double from(int bin) {
        return bin == 0 ? 2 * ENDS[0] - ENDS[1] : ENDS[bin - 1];
    }

    /** {@return the upper end of a bin} */
    static double to(int bin) {
        return ENDS[bin];
    }
}
