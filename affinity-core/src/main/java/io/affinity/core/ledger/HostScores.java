// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * The record of one host: for each resource and lead the Brier scores of the prediction and of both shadows, and for each
 * resource ten reliability bins.
 */
final class HostScores {

    static final int BINS = 10;

    private static final int SCORED = 0;
    private static final int BRIER = 1;
    private static final int PERSISTENCE = 2;
    private static final int SEASONAL = 3;
    private static final int FREQUENCY = 4;
    private static final int PER_LEAD = 5;
    private static final int PER_BIN = 3;

    private final int leads;
    private final float[] state;

    HostScores(int resources, int leads) {
        this.leads = leads;
        this.state = new float[Math.toIntExact(numbers(resources, leads))];
    }

    /** {@return how many numbers such a record has} */
    static long numbers(int resources, int leads) {
        return (long) resources * perResource(leads);
    }

    private static int perResource(int leads) {
        return leads * PER_LEAD + BINS * PER_BIN;
    }

    float[] state() {
        return state;
    }

    /**
     * Takes the outcome of one prediction.
     *
     * @param persistence whether the host was contended at the origin
     * @param seasonal whether it was a season ago
     * @param memory in steps
     */
    void add(
            int resource,
            int lead,
            double probability,
            boolean persistence,
            boolean seasonal,
            boolean outcome,
            int memory) {
        int at = resource * perResource(leads) + lead * PER_LEAD;
        state[at + SCORED] = Math.min(state[at + SCORED] + 1, 1 << 20);
        double weight = Math.max(1 / state[at + SCORED], 1.0 / memory);
        double happened = outcome ? 1 : 0;
        remember(at + BRIER, (probability - happened) * (probability - happened), weight);
        remember(at + PERSISTENCE, persistence == outcome ? 0 : 1, weight);
        remember(at + SEASONAL, seasonal == outcome ? 0 : 1, weight);
        remember(at + FREQUENCY, happened, weight);
        addToBins(resource * perResource(leads) + leads * PER_LEAD, probability, happened, memory);
    }

    private void addToBins(int from, double probability, double happened, int memory) {
        float keep = (float) (1 - 1.0 / ((double) memory * leads));
        for (int i = from; i < from + BINS * PER_BIN; i++) {
            state[i] *= keep;
        }
        int at = from + PER_BIN * Math.min(BINS - 1, (int) (probability * BINS));
        state[at] += 1;
        state[at + 1] += (float) probability;
        state[at + 2] += (float) happened;
    }

    private void remember(int at, double value, double weight) {
        state[at] += (float) (weight * (value - state[at]));
    }

    List<HostAccuracy.Lead> leads(int resource, SeriesLayout layout) {
        List<HostAccuracy.Lead> scored = new ArrayList<>(leads);
        for (int l = 0; l < leads; l++) {
            int at = resource * perResource(leads) + l * PER_LEAD;
            if (state[at + SCORED] > 0) {
                scored.add(new HostAccuracy.Lead(
                        layout.lead(l),
                        (int) state[at + SCORED],
                        state[at + BRIER],
                        state[at + PERSISTENCE],
                        state[at + SEASONAL],
                        state[at + FREQUENCY]));
            }
        }
        return scored;
    }

    /** Adds this host's bins of a resource: predictions, probabilities and outcomes of each bin in turn. */
    void addBins(int resource, double[] sums) {
        int from = resource * perResource(leads) + leads * PER_LEAD;
        for (int i = 0; i < sums.length; i++) {
            sums[i] += state[from + i];
        }
    }

    static double[] emptyBins() {
        return new double[BINS * PER_BIN];
    }

    static List<ReliabilityBin> bins(double[] sums) {
        List<ReliabilityBin> bins = new ArrayList<>(BINS);
        for (int b = 0; b < BINS; b++) {
            double predictions = sums[b * PER_BIN];
            bins.add(new ReliabilityBin(
                    predictions, sums[b * PER_BIN + 1] / predictions, sums[b * PER_BIN + 2] / predictions));
        }
        return bins;
    }
}
