// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

/**
 * Random numbers that are the same on every Java version and platform, from streams that are addressed by a key.
 *
 * <p>SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, figure 15. Normal
 * numbers by the polar method: Marsaglia and Bray, "A convenient method for generating normal variables", SIAM Review 6,
 * 1964. {@link StrictMath} keeps the last bit of the logarithm.
 */
final class RandomStream {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;
    private double spare = Double.NaN;

    RandomStream(long key) {
        this.state = mixed(key);
    }

    /** {@return a key that depends on both} */
    static long key(long key, long part) {
        return mixed(key * 31 + mixed(part));
    }

    /** {@return a key that depends on both} */
    static long key(long key, String part) {
        long result = key(key, part.length());
        for (int i = 0; i < part.length(); i++) {
            result = mixed(result ^ part.charAt(i));
        }
        return result;
    }

    private static long mixed(long value) {
        long z = value + GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** {@return greater than 0, at most 1, so that it has a logarithm} */
    double uniform() {
        long bits = mixed(state) >>> 11;
        state += GOLDEN_GAMMA;
        return (bits + 1) * 0x1.0p-53;
    }

    /** {@return exponential with mean 1} */
    double exponential() {
        return -StrictMath.log(uniform());
    }

    /** {@return normal with mean 0 and standard deviation 1} */
    double normal() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * uniform() - 1;
            y = 2 * uniform() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double scale = Math.sqrt(-2 * StrictMath.log(square) / square);
        spare = y * scale;
        return x * scale;
    }
}
