package io.affinity.core.reassignment;

import java.util.Arrays;
import java.util.SplittableRandom;

/** From where to where to cool, and how long to stay. */
final class Temperatures {

    private static final int SAMPLES = 4096;
    private static final int TRIES = 500 * SAMPLES;

    /** Hot: so many times what nine in ten of all shifts change the cost by at most. */
    private static final double HOT = 4;

    /** Cold: this part of what one in a hundred changes it by at most. */
    private static final double COLD = 0.01;

    /** So much time goes to each temperature, as a part of what goes to that where the cost falls fastest. */
    private static final double LEAST_STAY = 0.02;

    private final SearchPlacement placement;
    private final SplittableRandom random;

    Temperatures(SearchPlacement placement, SplittableRandom random) {
        this.placement = placement;
        this.random = random;
    }

    /** {@return falling temperatures at equal ratios; none if no shift changes anything} */
    double[] between(int stages) {
        double[] changes = changes();
        if (changes.length == 0) {
            return changes;
        }
        double hot = HOT * changes[(int) (changes.length * 0.9)];
        double cold = Math.min(hot / 2, COLD * changes[changes.length / 100]);
        double[] temperatures = new double[stages];
        for (int i = 0; i < stages; i++) {
            temperatures[i] = hot * Math.pow(cold / hot, i / (stages - 1.0));
        }
        return temperatures;
    }

    /** {@return by how much shifts change the cost, in rising order, without those that change nothing} */
    private double[] changes() {
        double[] changes = new double[SAMPLES];
        int count = 0;
        if (placement.vms() > 0 && placement.hosts() > 1) {
            for (int i = 0; i < TRIES && count < SAMPLES; i++) {
                int vm = random.nextInt(placement.vms());
                int to = random.nextInt(placement.hosts());
                double change = to == placement.hostOf(vm) ? 0 : Math.abs(placement.shift(vm, to));
                if (change > 0 && change < Double.POSITIVE_INFINITY) {
                    changes[count++] = change;
                }
            }
        }
        double[] found = Arrays.copyOf(changes, count);
        Arrays.sort(found);
        return found;
    }

    /** {@return the share of a run that is over when each of its stages ends, by how much the cost fell in each} */
    static double[] shares(double[] falls) {
        double largest = Arrays.stream(falls).max().orElse(0);
        double[] until = new double[falls.length];
        double sum = 0;
        for (int i = 0; i < falls.length; i++) {
            sum += LEAST_STAY + (largest > 0 ? Math.sqrt(falls[i] / largest) : 0);
            until[i] = sum;
        }
        for (int i = 0; i < until.length; i++) {
            until[i] /= sum;
        }
        return until;
    }
}
