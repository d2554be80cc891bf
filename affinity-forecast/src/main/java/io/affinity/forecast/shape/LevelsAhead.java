// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.shape;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;

/** What is known of the level at present, and what it will so be. Constant time for each step, and nothing allocated. */
final class LevelsAhead {

    private static final int PARTS_OF_DAY = LevelRule.PARTS - 1;

    private final int period;
    private final LevelRule rule;
    private final KnownLevel hour;
    private final KnownLevel hours;
    private final double[] row = new double[LevelRule.COLUMNS];

    /** Of the parts of the next day, and of as many days after it as are kept. */
    private final double[] ahead;

    /** Of the parts. */
    private final double[] doubts = new double[LevelRule.PARTS];

    LevelsAhead(int period, int days, LevelRule rule) {
        this.period = period;
        this.rule = rule;
        hour = new KnownLevel(Math.max(2, period / 24));
        hours = new KnownLevel(Math.max(4, period / 4));
        ahead = new double[PARTS_OF_DAY + days];
    }

    static LevelsAhead read(StateReader in, RecentDays days) {
        LevelsAhead levels = new LevelsAhead(days.period(), days.count(), LevelRule.read(in));
        levels.hour.read(in);
        levels.hours.read(in);
        levels.look(days);
        return levels;
    }

    void write(StateWriter out) {
        rule.write(out);
        hour.write(out);
        hours.write(out);
    }

    /** Takes a value against the shape that it was expected to have. */
    void observe(double value, double shape) {
        hour.observe(value, shape);
        hours.observe(value, shape);
    }

    /** {@return the differences from the usual level that the levels of a part follow from, valid until the next call} */
    double[] row(RecentDays days, int same, double mean) {
        LevelRule.row(days, hour.where(days.level(0)), hours.where(days.level(0)), same, mean, row);
        return row;
    }

    /** Looks ahead from the newest value. */
    void look(RecentDays days) {
        double mean = days.usualLevel();
        for (int i = 0; i < ahead.length; i++) {
            int after = Math.max(0, i - PARTS_OF_DAY + 1);
            int same = days.count() - 1 - after % days.count();
            double[] levels = row(days, same, mean);
            int part = Math.min(i, PARTS_OF_DAY);
            double difference = rule.difference(levels, mean, part);
            doubts[part] = rule.doubt(levels, mean, part);
            ahead[i] = within(days, mean, difference, levels);
        }
    }

    /** No farther from the levels that are known than they are from each other, and of no sign that none of them had. */
    private static double within(RecentDays days, double mean, double difference, double[] row) {
        double least = Math.min(row[0], row[1]);
        double most = Math.max(row[0], row[1]);
        for (int k = 0; k < days.count(); k++) {
            least = Math.min(least, days.level(k) - mean);
            most = Math.max(most, days.level(k) - mean);
        }
        double bounded = mean + Math.max(2 * least - most, Math.min(2 * most - least, difference));
        if (mean + least >= 0) {
            return Math.max(0, bounded);
        }
        return mean + most <= 0 ? Math.min(0, bounded) : bounded;
    }

    /** {@return the level at a lead; within the next day, between those of the middles of its parts} */
    double at(int lead) {
        int after = (lead - 1) / period;
        if (after > 0) {
            int days = ahead.length - PARTS_OF_DAY;
            return ahead[PARTS_OF_DAY + (after - 1) % days];
        }
        int part = 0;
        while (part + 1 < PARTS_OF_DAY && middle(part + 1) <= lead) {
            part++;
        }
        double from = middle(part);
        double to = part + 1 < PARTS_OF_DAY ? middle(part + 1) : from;
        double share = to > from ? Math.max(0, Math.min(1, (lead - from) / (to - from))) : 0;
        return ahead[part] + share * (share > 0 ? ahead[part + 1] - ahead[part] : 0);
    }

    private double middle(int part) {
        return (LevelRule.from(part, period) + LevelRule.to(part, period)) / 2.0;
    }

    /** {@return how far the level at a lead may be off because of a shift, as a standard deviation} */
    double doubt(int lead) {
        return doubts[part(lead)];
    }

    private int part(int lead) {
        int part = 0;
        while (part < PARTS_OF_DAY && LevelRule.to(part, period) < lead) {
            part++;
        }
        return part;
    }

    /** {@return by how much an error of 1 in the newest value moves the level at a lead} */
    double response(int lead) {
        int part = part(lead);
        double rest = 1;
        for (int j = 0; j < LevelRule.COLUMNS; j++) {
            rest -= rule.weight(part, j);
        }
        int days = ahead.length - PARTS_OF_DAY;
        return rule.weight(part, 0) * hour.newest()
                + rule.weight(part, 1) * hours.newest()
                + (rule.weight(part, 2) + rest / days) / period;
    }
}
