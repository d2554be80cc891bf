package io.affinity.forecast.selection;

/**
 * The mean pinball loss at the levels 0.1, 0.5 and 0.9, in the unit of the series; NaN if there is none.
 *
 * @param near over the first steps
 * @param far over the steps after them; that of the first ones if the history is too short
 */
record BacktestScore(double near, double far) {

    static final BacktestScore NONE = new BacktestScore(Double.NaN, Double.NaN);

    boolean known() {
        return !Double.isNaN(near);
    }
}
