package io.affinity.core.ledger;

import java.util.List;

/** Adds the records of all series and hosts up. */
final class Totals {

    private final SeriesLayout layout;
    private final double[] losses = new double[SeriesLayout.SEASONAL + 1];
    private final double[] bins = HostScores.emptyBins();
    private int series;
    private int demoted;
    private double covered80;
    private double covered95;
    private double brier;
    private double persistenceBrier;
    private int briers;

    Totals(SeriesLayout layout) {
        this.layout = layout;
    }

    void add(SeriesScores scores) {
        demoted += scores.standing().isDemoted() ? 1 : 0;
        List<LeadAccuracy> leads = scores.accuracy();
        double scale = scores.scale();
        if (leads.isEmpty() || !(scale > 0)) {
            return;
        }
        series++;
        for (int kind = SeriesLayout.MODEL; kind <= SeriesLayout.SEASONAL; kind++) {
            losses[kind] += scores.sum(kind) / scale / leads.size();
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
                        row("seasonal-naive", SeriesLayout.SEASONAL, Double.NaN, Double.NaN)),
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
                coverage80,
                coverage95);
    }
}
