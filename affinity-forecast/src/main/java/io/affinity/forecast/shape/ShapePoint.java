// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.shape;

import io.affinity.forecast.calibration.PointModel;
import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;

/** The last days of a series, their shape, and their levels with those to come, whose product is what is expected. */
final class ShapePoint implements PointModel {

    private final RecentDays days;
    private final DayShape shape;
    private final LevelsAhead levels;

    private ShapePoint(RecentDays days, DayShape shape, LevelsAhead levels) {
        this.days = days;
        this.shape = shape;
        this.levels = levels;
    }

    /**
     * {@return a model in the state after the first days of these values}
     *
     * @param values all of them finite
     * @param shapeWeights of {@link DayShape}
     */
    static ShapePoint start(double[] values, int period, int days, LevelRule rule, double[] shapeWeights) {
        RecentDays recent = RecentDays.of(values, period, days);
        DayShape shape = DayShape.of(recent, shapeWeights);
        LevelsAhead levels = new LevelsAhead(period, days, rule);
        for (int place = 0; place < period; place++) {
            levels.observe(recent.value(0, place), shape.at(recent.phase(place)));
        }
        levels.look(recent);
        return new ShapePoint(recent, shape, levels);
    }

    /** @throws IllegalArgumentException if it is not what {@link #write} put */
    static ShapePoint read(StateReader in) {
        RecentDays days = RecentDays.read(in);
        DayShape shape = DayShape.read(in, days.period());
        return new ShapePoint(days, shape, LevelsAhead.read(in, days));
    }

    @Override
    public void write(StateWriter out) {
        days.write(out);
        shape.write(out);
        levels.write(out);
    }

    @Override
    public String description() {
        return "level and shape of " + days.count() + " days of " + days.period();
    }

    RecentDays days() {
        return days;
    }

    DayShape shape() {
        return shape;
    }

    LevelsAhead levels() {
        return levels;
    }

    @Override
    public double mean(int lead) {
        return levels.at(lead) * shapeAt(lead);
    }

    @Override
    public double doubt(int lead) {
        return levels.doubt(lead) * Math.abs(shapeAt(lead));
    }

    /** {@return the shape at a lead} */
    double shapeAt(int lead) {
        return shape.at(days.phase((lead - 1) % days.period()));
    }

    @Override
    public double response(int lag) {
        if (lag == 0) {
            return 1;
        }
        double ofShape = lag % days.period() == 0 ? 1.0 / days.count() + shape.newestWeight() : 0;
        return levels.response(lag) + ofShape;
    }

    @Override
    public void observe(double value) {
        double taken = Double.isNaN(value) ? mean(1) : value;
        levels.observe(taken, shapeAt(1));
        days.observe(taken);
        shape.learn(days);
        levels.look(days);
    }
}
