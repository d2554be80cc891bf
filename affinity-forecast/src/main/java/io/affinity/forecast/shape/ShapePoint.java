package io.affinity.forecast.shape;

import io.affinity.forecast.calibration.PointModel;
import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import java.util.Arrays;

/**
 * The last days of a series and what was learned of levels and shapes. Day 0 is the newest; place 0 of a day comes next again.
 *
 * <p>The next level is {@code m + a_0 (level_0 - m) + a_1 (level_1 - m) + a_w (level_w - m)} with the mean level {@code m}; the next shape at a place is {@code s + b_0 (s_0 - s) +
 * b_1 (s_w - s)} with the mean shape {@code s}, that of the newest day and that of the oldest that is kept, a week ago where there are seven.
 * Farther ahead, levels go on from those that were forecast, and of the shapes that of the same day of the week counts.
 */
final class ShapePoint implements PointModel {

    static final int MOST_DAYS = 7;

    /** Days ahead that differ from each other; farther away, all are like the last. */
    private static final int MOST_AHEAD = 28;

    private static final int SHAPE_COLUMNS = 2;

    private final int period;
    private final int days;
    private final double[] levelWeights;
    private final double[] shapeWeights;

    /** The values of all days, as a ring. */
    private final double[] ring;

    private final double[] sums;
    private int next;

    private ShapePoint(
            int period,
            int days,
            double[] levelWeights,
            double[] shapeWeights,
            double[] ring,
            double[] sums,
            int next) {
        this.period = period;
        this.days = days;
        this.levelWeights = levelWeights;
        this.shapeWeights = shapeWeights;
        this.ring = ring;
        this.next = next;
        this.sums = sums;
    }

    /** @throws IllegalArgumentException if it is not what {@link #write} put */
    static ShapePoint read(StateReader in) {
        int period = in.takeInt("the length of a day", 1, 1 << 20);
        int days = in.takeInt("the number of days", 2, MOST_DAYS);
        double[] levelWeights = in.takeNumbers("the weights of levels");
        double[] shapeWeights = in.takeNumbers("the weights of shapes");
        double[] ring = in.takeNumbers("the days");
        double[] sums = in.takeNumbers("the sums of days");
        int next = in.takeInt("the place in the days", 0, ring.length - 1);
        if (levelWeights.length != Levels.COLUMNS
                || shapeWeights.length != SHAPE_COLUMNS
                || ring.length != days * period
                || sums.length != days) {
            throw new IllegalArgumentException("A model of " + days + " days of " + period + " has " + ring.length
                    + " values, " + sums.length + " sums and weights of " + levelWeights.length + " levels and "
                    + shapeWeights.length + " shapes.");
        }
        return new ShapePoint(period, days, levelWeights, shapeWeights, ring, sums, next);
    }

    /**
     * {@return a model that has learned these values, in the state after the first days of them}
     *
     * @param values all of them finite, two days more at least than are kept
     */
    static ShapePoint learn(double[] values, int period, int days) {
        ShapeLearning learning = new ShapeLearning(values, period, days);
        ShapePoint point = new ShapePoint(
                period,
                days,
                learning.levelWeights(),
                learning.shapeWeights(),
                Arrays.copyOf(values, days * period),
                new double[days],
                0);
        for (int k = 0; k < days; k++) {
            point.sum(k);
        }
        return point;
    }

    @Override
    public void write(StateWriter out) {
        out.putInt(period);
        out.putInt(days);
        out.putDoubles(levelWeights);
        out.putDoubles(shapeWeights);
        out.putDoubles(ring);
        out.putDoubles(sums);
        out.putInt(next);
    }

    @Override
    public String description() {
        return "level and shape of " + days + " days of " + period;
    }

    private void sum(int day) {
        sums[day] = 0;
        for (int j = 0; j < period; j++) {
            sums[day] += value(day, j);
        }
    }

    /** Of a day, at a place that comes next after {@code place} steps. */
    private double value(int day, int place) {
        int back = day * period + period - 1 - place;
        return ring[Math.floorMod(next - 1 - back, ring.length)];
    }

    private double level(int day) {
        return sums[day] / period;
    }

    @Override
    public double mean(int lead) {
        int ahead = Math.min(MOST_AHEAD, (lead - 1) / period);
        int place = (lead - 1) % period;
        return levelAhead(ahead) * shapeAhead(ahead, place);
    }

    private double levelAhead(int ahead) {
        double[] levels = new double[days];
        Arrays.setAll(levels, this::level);
        double level = 0;
        for (int i = 0; i <= ahead; i++) {
            level = Levels.next(levels, levelWeights);
            System.arraycopy(levels, 0, levels, 1, days - 1);
            levels[0] = level;
        }
        return level;
    }

    private double shapeAhead(int ahead, int place) {
        double mean = 0;
        for (int k = 0; k < days; k++) {
            mean += shape(k, place) / days;
        }
        int same = days - 1 - ahead % days;
        double newest = ahead == 0 ? shape(0, place) - mean : 0;
        return mean + shapeWeights[0] * newest + shapeWeights[1] * (shape(same, place) - mean);
    }

    private double shape(int day, int place) {
        return Levels.shape(value(day, place), level(day));
    }

    @Override
    public double response(int lag) {
        if (lag == 0) {
            return 1;
        }
        double ofLevel = (1.0 / days + levelWeights[0] * (1 - 1.0 / days)) / period;
        return ofLevel + (lag == period ? 1.0 / days + shapeWeights[0] : 0);
    }

    @Override
    public void observe(double value) {
        double taken = Double.isNaN(value) ? mean(1) : value;
        for (int k = days - 1; k >= 0; k--) {
            double enters = k == 0 ? taken : value(k - 1, 0);
            sums[k] += enters - value(k, 0);
        }
        ring[next] = taken;
        next = next + 1 == ring.length ? 0 : next + 1;
        if (next % period == 0) {
            // What rounding has added up is forgotten, of one day at a time.
            sum(next / period);
        }
    }

    static int shapeColumns() {
        return SHAPE_COLUMNS;
    }
}
