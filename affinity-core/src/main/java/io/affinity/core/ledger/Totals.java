// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import java.util.List;

/** Adds the records of all series and hosts up. */
final class Totals {

    private static final int KINDS = SeriesLayout.LONG_RUN + 1;

    private final SeriesLayout layout;
    private final double[] losses = new double[KINDS];
    private final double[][] pooled;
    private final double[] bins = HostScores.emptyBins();
    private int series;
    private int demoted;
    private double covered80;
    private double covered95;
    private double brier;
    private double persistenceBrier;
    private int briers;

    Totals(SeriesLayout layout, int resources) {
        this.layout = layout;
        this.pooled = new double[resources][KINDS];
    }

    void add(SeriesScores scores, int resource) {
        demoted += scores.standing().isDemoted() ? 1 : 0;
        List<LeadAccuracy> leads = scores.accuracy();
        double scale = scores.scale();
        if (leads.isEmpty() || !(scale > 0)) {
            return;
        }
        series++;
        for (int kind = SeriesLayout.MODEL; kind < KINDS; kind++) {
            double loss = scores.sum(kind) / leads.size();
            losses[kind] += loss / scale;
            pooled[resource][kind] += loss;
        }
        covered80 += leads.stream().mapToDouble(LeadAccuracy::coverage80).sum() / leads.size();
        covered95 += leads.stream().mapToDouble(LeadAccuracy::coverage95).sum() / leads.size();
    }

    void add(HostScores scores, int resource) {
        scores.addBins(resource, bins);
        for (HostAccuracy.Lead lead : scores.leads(resource, layout)) {
            brier += lead.brier();
            persistenceBrier += lead.persistenceBrier();
            briers++;
        }
    }

    LedgerSummary summary(String forecaster) {
        return new LedgerSummary(
                List.of(
                        row(forecaster, SeriesLayout.MODEL, covered80 / series, covered95 / series),
                        row("persistence", SeriesLayout.PERSISTENCE, Double.NaN, Double.NaN),
                        row("seasonal-naive", SeriesLayout.SEASONAL, Double.NaN, Double.NaN),
                        row("long-run", SeriesLayout.LONG_RUN, Double.NaN, Double.NaN)),
                demoted,
                brier / briers,
                persistenceBrier / briers,
                HostScores.bins(bins));
    }

    private ForecasterAccuracy row(String name, int kind, double coverage80, double coverage95) {
        return new ForecasterAccuracy(
                name,
                series,
                losses[kind] / series,
                Skill.of(losses[kind], losses[SeriesLayout.PERSISTENCE]),
                pooledSkill(kind),
                coverage80,
                coverage95);
    }

    /** A resource of which nobody demands anything, or whose demand never changes, says nothing. */
    private double pooledSkill(int kind) {
        double sum = 0;
        int counted = 0;
        for (double[] loss : pooled) {
            if (loss[SeriesLayout.PERSISTENCE] > 0) {
                sum += Skill.of(loss[kind], loss[SeriesLayout.PERSISTENCE]);
                counted++;
            }
        }
        return sum / counted;
    }
}
