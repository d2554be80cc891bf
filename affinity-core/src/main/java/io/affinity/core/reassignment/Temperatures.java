// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.Arrays;
import java.util.SplittableRandom;

/** From where to where to cool, and how long to stay. */
final class Temperatures {

    private static final int SAMPLES = 4096;
    private static final int TRIES = 50 * SAMPLES;

    /** For each host of each VM it is enough to try so often. */
    private static final long TRIES_FOR_EACH = 50;

    /** Hot: so many times what nine in ten of all shifts change the cost by at most. */
    private static final double HOT = 4;

    /** Warm: so many times what half of all moves cost at most. */
    private static final double WARM = 0.3;

    /** Cool: the same in the end. */
    private static final double COOL = 0.1;

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

    /** {@return falling temperatures at equal ratios, from one at which nearly all is accepted; none if no shift changes anything} */
    double[] between(int stages) {
        double[] changes = changes();
        return changes.length == 0
                ? changes
                : falling(HOT * changes[(int) (changes.length * 0.9)], COLD * changes[changes.length / 100], stages);
    }

    /**
     * {@return the same from one at which a good placement stays a good one, as moves are few that do not pay} Where nothing can be changed alone, a whole group
     * may still move.
     */
    double[] below(int stages) {
        double[] changes = changes();
        double move = moveCost();
        if (changes.length == 0 && move == 0) {
            return changes;
        }
        double unit = move > 0 ? move : changes[changes.length / 100];
        return falling(WARM * unit, COOL * unit, stages);
    }

    /** {@return what half of all moves cost at most, if any are possible} */
    private double moveCost() {
        double[] costs = new double[SAMPLES];
        int count = 0;
        for (int i = 0; i < SAMPLES && placement.vms() > 0; i++) {
            double cost = placement.moveCost(random.nextInt(placement.vms()), random.nextInt(placement.hosts()));
            if (cost > 0 && cost < Double.POSITIVE_INFINITY) {
                costs[count++] = cost;
            }
        }
        Arrays.sort(costs, 0, count);
        return costs[count / 2];
    }

    private static double[] falling(double hot, double coldest, int stages) {
        double cold = Math.min(hot / 2, coldest);
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
            long tries = Math.min(TRIES, TRIES_FOR_EACH * placement.vms() * placement.hosts());
            for (int i = 0; i < tries && count < SAMPLES; i++) {
                int vm = random.nextInt(placement.vms());
                double change = Math.abs(i < tries / 2 || count > 0 ? shift(vm) : swap(vm));
                if (change > 0 && change < Double.POSITIVE_INFINITY) {
                    changes[count++] = change;
                }
            }
        }
        double[] found = Arrays.copyOf(changes, count);
        Arrays.sort(found);
        return found;
    }

    private double shift(int vm) {
        int to = random.nextInt(placement.hosts());
        return to == placement.hostOf(vm) ? 0 : placement.shift(vm, to);
    }

    private double swap(int vm) {
        int other = random.nextInt(placement.vms());
        return placement.hostOf(other) == placement.hostOf(vm) ? 0 : placement.swap(vm, other);
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
