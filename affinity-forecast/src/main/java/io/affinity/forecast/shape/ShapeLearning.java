// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.shape;

import io.affinity.forecast.numeric.RidgeRegression;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Learns how levels and shapes follow each other: a model that knows nothing of that goes through the values, and what it sees at some places is
 * compared with what came after them. A look at each value, and at some dozens for each place that is learned from.
 */
final class ShapeLearning {

    /** In each day, as many places are learned from for levels. */
    private static final int ENDS = 8;

    /** In each day, as many places are learned from for shapes, and say which level it had. */
    private static final int PLACES = 48;

    /** Levels so many times those that were known say that something else happened, not how much. */
    private static final double MOST = 4;

    private final double[] values;
    private final int period;
    private final ShapePoint state;
    private final RidgeRegression[] levels;
    private final RidgeRegression shapes = new RidgeRegression(DayShape.COLUMNS);
    private final LevelRule untaught = LevelRule.untaught();

    /** Of differences of levels over their scale, by column. */
    private final double[] squares = new double[LevelRule.COLUMNS];

    private int count;

    /** For each phase, the center of the shares and what the newest and the oldest had beyond it; NaN before it was seen. */
    private final double[][] seen;

    private ShapeLearning(double[] values, int period, int days) {
        this.values = values;
        this.period = period;
        state = ShapePoint.start(values, period, days, untaught, new double[DayShape.COLUMNS]);
        levels = IntStream.range(0, LevelRule.PARTS)
                .mapToObj(part -> new RidgeRegression(LevelRule.COLUMNS))
                .toArray(RidgeRegression[]::new);
        seen = new double[DayShape.COLUMNS + 1][period];
        Arrays.stream(seen).forEach(row -> Arrays.fill(row, Double.NaN));
    }

    /**
     * {@return a model that has learned these values, in the state after the first days of them}
     *
     * @param values all of them finite, two days more at least than are kept
     */
    static ShapePoint of(double[] values, int period, int days) {
        ShapeLearning learning = new ShapeLearning(values, period, days);
        learning.learn(days * period);
        return ShapePoint.start(values, period, days, learning.levelRule(), learning.shapeWeights());
    }

    private void learn(int first) {
        int levelStride = Math.max(1, period / ENDS);
        int shapeStride = Math.max(1, period / PLACES);
        for (int next = first; next < values.length; next++) {
            if ((next - first) % levelStride == 0) {
                learnLevels(next);
            }
            state.observe(values[next]);
            if (state.days().phase(DayShape.middle(state.days())) % shapeStride == 0) {
                learnShape();
            }
        }
    }

    private void learnLevels(int next) {
        RecentDays days = state.days();
        double mean = days.usualLevel();
        for (int part = 0; part < LevelRule.PARTS; part++) {
            int from = LevelRule.from(part, period);
            int to = LevelRule.to(part, period);
            if (to < from || next + to > values.length) {
                continue;
            }
            int ahead = part == LevelRule.PARTS - 1 ? 1 : 0;
            double[] row =
                    state.levels().row(days, days.count() - 1 - ahead, mean).clone();
            double target = level(next, from, to) - mean - untaught.difference(row, mean, part);
            double scale = LevelRule.scale(row, mean);
            if (scale > Double.MIN_NORMAL) {
                Arrays.setAll(row, j -> row[j] / scale);
                levels[part].add(row, Math.max(-MOST, Math.min(MOST, target / scale)));
                note(row);
            }
        }
    }

    private void note(double[] row) {
        count++;
        for (int j = 0; j < row.length; j++) {
            squares[j] += row[j] * row[j];
        }
    }

    /** {@return the level that the values at these leads had, against the shape that was expected of them} */
    private double level(int next, int from, int to) {
        double sum = 0;
        double expected = 0;
        int stride = Math.max(1, (to - from + 1) / PLACES);
        for (int lead = from; lead <= to; lead += stride) {
            double shape = state.shapeAt(lead);
            sum += Math.signum(shape) * values[next + lead - 1];
            expected += Math.abs(shape);
        }
        return expected > 0 ? sum / expected : Double.NaN;
    }

    private void learnShape() {
        RecentDays days = state.days();
        int middle = DayShape.middle(days);
        int phase = days.phase(middle);
        double greatest = days.greatestLevel();
        double newest = days.share(0, middle, greatest);
        shapes.add(new double[] {seen[1][phase], seen[2][phase]}, newest - seen[0][phase]);
        double center = state.shape().center(days, middle, greatest);
        seen[0][phase] = center;
        seen[1][phase] = newest - center;
        seen[2][phase] = days.share(days.count() - 1, middle, greatest) - center;
    }

    private LevelRule levelRule() {
        double[] beyond = new double[LevelRule.PARTS * LevelRule.COLUMNS];
        for (int part = 0; part < LevelRule.PARTS; part++) {
            System.arraycopy(levels[part].solve(), 0, beyond, part * LevelRule.COLUMNS, LevelRule.COLUMNS);
        }
        Arrays.setAll(squares, j -> squares[j] / Math.max(1, count));
        return LevelRule.of(beyond, squares);
    }

    private double[] shapeWeights() {
        double[] weights = shapes.solve();
        Arrays.setAll(weights, j -> LevelRule.bounded(weights[j]));
        return weights;
    }
}
