// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.coldstart;

import io.affinity.spi.forecast.Forecast;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Quantile losses, as sums: pooled over VMs as a host sums them, and in shares of what each was promised. */
final class ColdStartLosses {

    private final Map<Key, double[]> sums = new HashMap<>();

    private record Key(Company company, int known, int lead) {}

    /** Scores one forecast at one lead by the mean pinball loss over its levels. */
    void add(Company company, int known, int lead, Forecast forecast, double came, double allocation) {
        double loss = 0;
        for (int l = 0; l < forecast.levels().size(); l++) {
            double level = forecast.levels().get(l);
            double error = came - forecast.quantile(l, lead - 1);
            loss += Math.max(level * error, (level - 1) * error)
                    / forecast.levels().size();
        }
        double[] sum = sums.computeIfAbsent(new Key(company, known, lead), unknown -> new double[4]);
        sum[0] += loss;
        sum[1] += came;
        sum[2] += loss / allocation;
        sum[3]++;
    }

    /** {@return the loss of all VMs in percent of what they demanded together} */
    double pooled(Company company, int known, int lead) {
        double[] sum = sums.getOrDefault(new Key(company, known, lead), new double[4]);
        return 100 * sum[0] / sum[1];
    }

    /** {@return the mean loss in percent of what each VM was promised} */
    double shares(Company company, int known, int lead) {
        double[] sum = sums.getOrDefault(new Key(company, known, lead), new double[4]);
        return 100 * sum[2] / sum[3];
    }

    /** {@return how many forecasts were scored} */
    int count(Company company, int known, int lead) {
        return (int) sums.getOrDefault(new Key(company, known, lead), new double[4])[3];
    }

    /** {@return a table in Markdown} */
    List<String> lines(List<Integer> leads) {
        List<String> lines = new ArrayList<>();
        lines.add("| values known | steps ahead | forecasts | others have a past | others are as new | no others |");
        lines.add("|---|---|---|---|---|---|");
        for (int known : ColdStartReplay.KNOWN) {
            for (int lead : leads) {
                StringBuilder line = new StringBuilder(String.format(
                        Locale.ROOT, "| %d | %d | %,d |", known, lead, count(Company.WITH_A_PAST, known, lead)));
                for (Company company : Company.values()) {
                    line.append(String.format(
                            Locale.ROOT, " %.2f (%.3f) |", pooled(company, known, lead), shares(company, known, lead)));
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }
}
