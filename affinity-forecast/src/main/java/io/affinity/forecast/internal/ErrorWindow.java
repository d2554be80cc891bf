package io.affinity.forecast.internal;

import java.util.Arrays;

/**
 * The distribution of the latest one-step errors: a window that is put in order when it is asked, without allocating.
 */
final class ErrorWindow {

    /** With so many errors their own shape counts as much as the normal one, which knows more of the tails. */
    private static final double SHAPE_PRIOR = 20;

    /** From so many errors on, nothing but the errors says how large they are. */
    private static final double SCALE_PRIOR = 12;

    /** From so many on, sorting anew is not dearer than putting each into its place. */
    private static final int MOST_REPLACED = 24;

    private static final int ALL = MOST_REPLACED + 1;

    private final float[] ring;
    private final float[] sorted;
    private final float[] replaced = new float[MOST_REPLACED];
    private int next;
    private int size;
    /** How many of the newest errors replaced others since the last sorting, or {@link #ALL}. */
    private int unsorted;

    private double priorScale;
    private double squares;

    ErrorWindow(int capacity) {
        ring = new float[capacity];
        sorted = new float[capacity];
    }

    void write(StateWriter out) {
        out.putInt(ring.length);
        out.putInt(next);
        out.putFloats(ring, size);
        out.putDouble(priorScale);
    }

    /** @param most how many errors there can be at most */
    static ErrorWindow read(StateReader in, int most) {
        ErrorWindow window = new ErrorWindow(in.takeInt("the capacity for errors", 1, most));
        window.next = in.takeInt("the next error", 0, window.ring.length - 1);
        float[] known = in.takeFloats();
        if (known.length > window.ring.length) {
            throw in.broken("it has " + known.length + " errors, which must be at most " + window.ring.length);
        }
        System.arraycopy(known, 0, window.ring, 0, known.length);
        window.size = known.length;
        window.unsorted = ALL;
        window.priorScale = in.takeDouble();
        return window;
    }

    void add(double error) {
        // Adding zero turns -0 into 0, which the sorted order would tell apart.
        float value = (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, error)) + 0f;
        if (size == ring.length && unsorted < replaced.length) {
            replaced[unsorted] = ring[next];
            unsorted++;
        } else {
            unsorted = ALL;
        }
        ring[next] = value;
        next = next + 1 == ring.length ? 0 : next + 1;
        size = Math.min(size + 1, ring.length);
    }

    /** Sorting waits until somebody asks: often many errors come before. */
    private void sort() {
        if (unsorted == 0) {
            return;
        }
        if (unsorted == ALL) {
            // The ring is filled from its begin.
            System.arraycopy(ring, 0, sorted, 0, size);
            Arrays.sort(sorted, 0, size);
        } else {
            for (int i = 0; i < unsorted; i++) {
                int index = next - unsorted + i;
                replace(replaced[i], ring[index < 0 ? index + ring.length : index]);
            }
        }
        unsorted = 0;
        squares = newSumOfSquares();
    }

    /** Only what lies between the two moves. */
    private void replace(float old, float value) {
        int from = below(old);
        int to = below(value);
        if (from < to) {
            to--;
            System.arraycopy(sorted, from + 1, sorted, from, to - from);
        } else {
            System.arraycopy(sorted, to, sorted, to + 1, from - to);
        }
        sorted[to] = value;
    }

    /** {@return how many errors are below this} Halving without a branch to predict: errors come in no order. */
    private int below(float value) {
        int from = 0;
        int length = size;
        while (length > 0) {
            int half = (length + 1) >> 1;
            from += sorted[from + half - 1] < value ? half : 0;
            length -= half;
        }
        return from;
    }

    /** {@return whether there are errors enough to do without a prior scale} */
    boolean knowsScale() {
        return size >= SCALE_PRIOR;
    }

    /** @param newPriorScale standard deviation of the errors for as long as there are too few of them */
    void setPriorScale(double newPriorScale) {
        priorScale = newPriorScale;
    }

    /** {@return the root mean square of the errors without their extremes; 0 if there are none} */
    double rootMeanSquare() {
        return size == 0 ? 0 : Math.sqrt(sumOfSquares() / size);
    }

    /** {@return the root mean square, filled up with the prior where there are few errors} */
    double scale() {
        double prior = Math.max(0, 1 - size / SCALE_PRIOR);
        return Math.sqrt((sumOfSquares() + prior * priorScale * priorScale) / (size + prior));
    }

    /** {@return how much the errors' own shape counts, 0 to 1, the rest being the normal distribution} */
    double shapeWeight() {
        return size / (size + SHAPE_PRIOR);
    }

    /** {@return the quantile of the errors, by n + 1 (Hyndman and Fan 1996, no. 6); 0 if there are none} */
    double quantile(double probability) {
        if (size == 0) {
            return 0;
        }
        sort();
        double position = Math.max(0, Math.min(size - 1, probability * (size + 1) - 1));
        int below = (int) position;
        int above = Math.min(below + 1, size - 1);
        return sorted[below] + (position - below) * (sorted[above] - (double) sorted[below]);
    }

    private double sumOfSquares() {
        sort();
        return squares;
    }

    /** The outermost hundredth on each side counts as its neighbor, so that no absurd value rules a whole window. */
    private double newSumOfSquares() {
        if (size == 0) {
            return 0;
        }
        int cut = size / 100;
        double least = sorted[cut];
        double most = sorted[size - 1 - cut];
        // Two sums that do not wait for each other.
        double even = cut * least * least;
        double odd = cut * most * most;
        int i = cut;
        for (; i + 1 < size - cut; i += 2) {
            double first = sorted[i];
            double second = sorted[i + 1];
            even += first * first;
            odd += second * second;
        }
        if (i < size - cut) {
            double last = sorted[i];
            even += last * last;
        }
        return even + odd;
    }
}
