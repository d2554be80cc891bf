package io.affinity.core.forecasting;

/**
 * Notices that a model has gone wrong: a one-sided cumulative sum of its one-step errors, each in units of the mean absolute
 * error so far. An error adds what it has above {@value #ALLOWANCE} usual ones, and the alarm is raised at {@value #LIMIT}: by
 * a series of errors of four times the usual size after five steps, and by normal noise about never. Constant time and memory.
 *
 * <p>Source: Page, "Continuous Inspection Schemes", Biometrika 41 (1954).
 */
final class ErrorMonitor {

    private static final int WARM_UP = 24;
    private static final int MEMORY = 288;
    private static final double ALLOWANCE = 1.5;
    private static final double LIMIT = 12;

    /** An outlier counts for this many usual errors at most: a single one is no reason to learn anew. */
    private static final double CUT = 4;

    private double usual;
    private double sum;
    private int count;
    private double expected = Double.NaN;
    private boolean alarmed;

    /** Notes what the model expects of the next step; NaN for nothing. */
    void expect(double mean) {
        expected = mean;
    }

    /** Takes what came of it; NaN if that was not measured. */
    void observe(double value) {
        double error = Math.abs(value - expected);
        expected = Double.NaN;
        if (Double.isNaN(error)) {
            return;
        }
        count++;
        if (count > WARM_UP && usual > 0) {
            error = Math.min(error, CUT * usual);
            sum = Math.max(0, sum + error / usual - ALLOWANCE);
            alarmed |= sum > LIMIT;
        }
        usual += Math.max(1.0 / count, 1.0 / MEMORY) * (error - usual);
    }

    /** {@return whether the model should be learned anew} */
    boolean isAlarmed() {
        return alarmed;
    }

    /** Begins anew, with a new model. What errors are usual is part of the series and stays. */
    void reset() {
        sum = 0;
        alarmed = false;
    }
}
