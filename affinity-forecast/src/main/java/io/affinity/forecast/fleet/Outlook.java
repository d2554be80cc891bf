// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.forecast.trees.FeatureColumns;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Instant;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a model says at one time: features of all series as they are now, and forecasts of them at some leads, between which straight
 * lines lead from one to the next. Thread-safe once made.
 */
final class Outlook {

    /** Levels whose quantiles have the mean that is told. */
    private static final int FOR_MEAN = 20;

    private final Learner learner;
    private final RowLayout layout;
    private final VmFacts facts;
    private final Calendar calendar;
    private final Instant origin;
    private final @Nullable SeriesFeatures[] features;
    private final GroupMeans groups;
    private final BorrowedScales borrowed;

    /** @param tracks by VM and resource, in the order of the fleet */
    Outlook(Learner learner, RowLayout layout, VmFacts facts, Calendar calendar, Instant origin, SeriesTrack[] tracks) {
        this.learner = learner;
        this.layout = layout;
        this.facts = facts;
        this.calendar = calendar;
        this.origin = origin;
        this.features = new SeriesFeatures[tracks.length];
        this.groups = new GroupMeans(facts);
        this.borrowed = new BorrowedScales(facts);
        double[][] samples = new double[tracks.length][];
        IntStream.range(0, tracks.length).parallel().forEach(s -> {
            samples[s] = tracks[s].sample();
            if (tracks[s].present() >= SeriesReplay.ENOUGH && samples[s].length > 0) {
                features[s] = SeriesFeatures.of(tracks[s], new RankScale(samples[s]), samples[s]);
            }
        });
        int resources = facts.fleet().resources().size();
        for (int vm : facts.byName()) {
            for (int r = 0; r < resources; r++) {
                SeriesFeatures known = features[vm * resources + r];
                if (known != null) {
                    groups.add(vm, r, GroupMeans.grouped(known.values()));
                    borrowed.add(vm, r, samples[vm * resources + r]);
                }
            }
        }
    }

    /** {@return whether a series is forecast by its own past} */
    boolean isKnown(int series) {
        return features[series] != null;
    }

    /** {@return the rows of a series, one for each lead} */
    FeatureColumns rows(int series, int[] leads) {
        int resources = facts.fleet().resources().size();
        int vm = series / resources;
        int resource = series % resources;
        RowWriter writer = new RowWriter(origin, calendar, facts, layout, vm, resource);
        SeriesFeatures known = features[series];
        LeadFeatures byLead = known == null ? null : new LeadFeatures(known);
        float[][] columns = new float[layout.size()][leads.length];
        for (int i = 0; i < leads.length; i++) {
            float[] row = known == null || byLead == null
                    ? writer.unknown(0, leads[i])
                    : writer.row(known, byLead, 0, leads[i]);
            groups.write(vm, resource, layout, row);
            for (int f = 0; f < columns.length; f++) {
                columns[f][i] = row[f];
            }
        }
        return FeatureColumns.of(columns, leads.length);
    }

    private @Nullable RankScale scale(int series) {
        SeriesFeatures known = features[series];
        int resources = facts.fleet().resources().size();
        return known == null ? borrowed.of(series / resources, series % resources) : known.scale();
    }

    /** {@return what comes of a series; null if nothing can be said} */
    @Nullable
    Forecast forecast(int series, int steps, QuantileLevels levels) {
        RankScale scale = scale(series);
        if (scale == null) {
            return null;
        }
        int[] leads = LeadGrid.of(steps, calendar.slice());
        double[] ranks = new double[leads.length * LongRunMix.asked().length];
        learner.ranks(rows(series, leads), LongRunMix.asked(), ranks);
        int resources = facts.fleet().resources().size();
        double bound = facts.bound(series / resources, series % resources);
        double[] atLeads = values(ranks, leads, levels(levels), scale, bound);
        return between(atLeads, leads, steps, levels);
    }

    private Forecast between(double[] atLeads, int[] leads, int steps, QuantileLevels levels) {
        int width = levels.size() + 1;
        double[] means = new double[steps];
        double[] quantiles = new double[steps * levels.size()];
        LeadGrid.between(leads, steps, (step, low, high, share) -> {
            double least = 0;
            for (int l = 0; l < width; l++) {
                double from = atLeads[low * width + l];
                double value = share == 0 ? from : from + share * (atLeads[high * width + l] - from);
                if (l == levels.size()) {
                    means[step] = value;
                } else {
                    least = Math.max(least, value);
                    quantiles[step * levels.size() + l] = least;
                }
            }
        });
        return Forecast.of(origin, calendar.step(), levels, means, quantiles);
    }

    private static double[] levels(QuantileLevels levels) {
        double[] asked = new double[levels.size() + FOR_MEAN];
        for (int l = 0; l < asked.length; l++) {
            asked[l] = l < levels.size() ? levels.get(l) : (l - levels.size() + 0.5) / FOR_MEAN;
        }
        return asked;
    }

    /** {@return by lead, the quantiles, and after them the mean} */
    private double[] values(double[] ranks, int[] leads, double[] asked, RankScale scale, double bound) {
        int quantiles = asked.length - FOR_MEAN;
        double[] values = new double[leads.length * (quantiles + 1)];
        for (int i = 0; i < leads.length; i++) {
            double share = LongRunMix.share(leads[i], calendar.day());
            double sum = 0;
            for (int l = 0; l < asked.length; l++) {
                double rank = LongRunMix.rank(ranks, i * LongRunMix.asked().length, share, asked[l]);
                double value = Math.max(0, Math.min(bound, scale.value(rank)));
                if (l < quantiles) {
                    values[i * (quantiles + 1) + l] = value;
                } else {
                    sum += value;
                }
            }
            values[i * (quantiles + 1) + quantiles] = Math.min(bound, sum / FOR_MEAN);
        }
        return values;
    }

    /** {@return the mean of the next step; NaN if nothing can be said} */
    double nextMean(int series) {
        Forecast forecast = forecast(series, 1, QuantileLevels.of(0.5));
        return forecast == null ? Double.NaN : forecast.mean(0);
    }
}
