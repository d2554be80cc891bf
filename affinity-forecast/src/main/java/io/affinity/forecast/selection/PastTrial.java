// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import java.util.Arrays;
import java.util.List;

/**
 * How a model, the long run and the regimes did since the backtest, in each of the {@link LeadGroups}. A VM that begins to work in
 * batches makes what was right a week ago wrong, and a fit comes once a week: so every {@value #STRIDE} steps each of the
 * three says what comes at {@value #LEADS_EACH} leads of each group, and when that has come its losses are entered in exponentially
 * forgetting means, which began as those of the backtest. Belongs to one model.
 *
 * <p>Layout: the quantiles of contender {@code c} at lead {@code l}, said at the origin in place {@code o}, begin at {@code ((o * leads +
 * l) * contenders + c) * levels}. Cost: a forecast of {@value #FARTHEST} steps of each once in {@value #STRIDE} values; 2.6 KB.
 */
final class PastTrial {

    /** Steps that a forecast for a trial is made for. */
    static final int FARTHEST = 288;

    static final int CONTENDERS = 3;

    private static final int STRIDE = 48;
    private static final int LEADS_EACH = 3;
    private static final int[] LEADS = {3, 6, 12, 24, 36, 48, 72, 108, 144, 192, 240, FARTHEST};
    private static final int ORIGINS = FARTHEST / STRIDE;
    private static final int SAID = CONTENDERS * 3;

    /** In losses: those of a week of five-minute steps. */
    private static final int MEMORY = 2016 / STRIDE * LEADS_EACH;

    /** So many losses must be known of a group about which the backtest said nothing. */
    private static final int LEAST = MEMORY / 3;

    private final float[] said = new float[ORIGINS * LEADS.length * SAID];
    private final double[] losses = new double[LeadGroups.COUNT * CONTENDERS];
    private final int[] counts = new int[LeadGroups.COUNT];
    private int step;

    private PastTrial() {
        Arrays.fill(said, Float.NaN);
    }

    /** {@return a trial that begins with what the contenders lost in a backtest, in the order model, long run, regimes} */
    static PastTrial of(List<BacktestScore> scores) {
        PastTrial trial = new PastTrial();
        for (int group = 0; group < LeadGroups.COUNT; group++) {
            boolean known = true;
            for (int c = 0; c < CONTENDERS; c++) {
                double loss = scores.get(c).byLead().get(group);
                known &= !Double.isNaN(loss);
                trial.losses[group * CONTENDERS + c] = Double.isNaN(loss) ? 0 : loss;
            }
            trial.counts[group] = known ? MEMORY : 0;
        }
        return trial;
    }

    static PastTrial read(StateReader in) {
        PastTrial trial = new PastTrial();
        trial.step = in.takeInt("the step of a trial", 0, FARTHEST - 1);
        for (int group = 0; group < LeadGroups.COUNT; group++) {
            trial.counts[group] = in.takeInt("the number of losses", 0, MEMORY);
        }
        for (int i = 0; i < trial.losses.length; i++) {
            trial.losses[i] = in.takeDouble("a loss", 0, StateReader.LARGEST);
        }
        float[] read = in.takeFloatsOrMissing("what was said");
        if (read.length != trial.said.length) {
            throw in.broken("its trial has " + read.length + " numbers");
        }
        System.arraycopy(read, 0, trial.said, 0, read.length);
        return trial;
    }

    void write(StateWriter out) {
        out.putInt(step);
        for (int count : counts) {
            out.putInt(count);
        }
        for (double loss : losses) {
            out.putDouble(loss);
        }
        out.putFloats(said, said.length);
    }

    /**
     * Takes the next value, NaN if it is missing.
     *
     * @return whether contenders are to be heard now, by {@link #hear}
     */
    boolean observe(double value) {
        step = (step + 1) % FARTHEST;
        for (int l = 0; l < LEADS.length; l++) {
            int ago = Math.floorMod(step - LEADS[l], FARTHEST);
            if (ago % STRIDE == 0) {
                settle(value, ago / STRIDE, l);
            }
        }
        return step % STRIDE == 0;
    }

    private void settle(double value, int origin, int lead) {
        int from = (origin * LEADS.length + lead) * SAID;
        if (Double.isNaN(value) || Float.isNaN(said[from])) {
            return;
        }
        int group = lead / LEADS_EACH;
        counts[group] = Math.min(MEMORY, counts[group] + 1);
        for (int c = 0; c < CONTENDERS; c++) {
            int at = group * CONTENDERS + c;
            int first = from + c * PinballLoss.LEVELS.size();
            double loss = PinballLoss.of(value, level -> said[first + level]);
            losses[at] += (loss - losses[at]) / counts[group];
        }
        said[from] = Float.NaN;
    }

    /**
     * Takes what a contender says of the next steps.
     *
     * @param contender 0 for the model, 1 for the long run, 2 for the regimes
     * @param quantiles level {@code l} of step {@code i} at index {@code i * levels + l}, of {@value #FARTHEST} steps
     */
    void hear(int contender, double[] quantiles) {
        for (int l = 0; l < LEADS.length; l++) {
            int to = ((step / STRIDE * LEADS.length + l) * CONTENDERS + contender) * PinballLoss.LEVELS.size();
            for (int q = 0; q < PinballLoss.LEVELS.size(); q++) {
                said[to + q] = (float) quantiles[(LEADS[l] - 1) * PinballLoss.LEVELS.size() + q];
            }
        }
    }

    /** {@return the mean loss of a contender in a group; NaN while too little is known} */
    double loss(int group, int contender) {
        return counts[group] < LEAST ? Double.NaN : losses[group * CONTENDERS + contender];
    }
}
