// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.dependence;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds which VMs move with which series from outside, and by which lag.
 *
 * <p>Both are made {@link Innovations}, by the filter of the series, and then {@link NormalScores}. The lag is the one at which their
 * correlation {@code r(k) = sum x(t) y(t + k) / sqrt(sum x(t)^2 sum y(t + k)^2)} is the farthest from zero, of equal ones the shortest,
 * up to {@link OutsideSettings#longestLag} either way. It is significant by Fisher's transformation: {@code atanh(r) sqrt(n - 3)} is
 * standard normal where there is no dependence, where {@code n} is the number of independent pairs ({@link Significance#pValue},
 * Bartlett's formula for the variance of a cross-correlation). The p-value is multiplied by the number of lags (Bonferroni), and of all
 * pairs those are reported that survive a bound on the share of false discoveries.
 *
 * <p>Sources: Box, Jenkins, Reinsel, "Time Series Analysis" (1994), section 11.2; Bartlett, J. Royal Statistical Society 98 (1935).
 * Stateless, deterministic; uses several threads.
 */
public final class OutsideAnalysis {

    /** Eight hours of five-minute steps. */
    static final int FEWEST_PAIRS = 96;

    private OutsideAnalysis() {}

    private record Pair(OutsideValues series, Innovations filter, NormalScores scores, int vm, int resource) {}

    private record Comparison(int lag, double correlation, double samples, double pValue) {
        private static final Comparison NONE = new Comparison(0, 0, 0, 1);
    }

    /**
     * {@return for each VM and series that move together, the resource for which it is the most certain, in the order of certainty; none if
     * less than some eight hours are known}
     *
     * @param series each with a name of its own
     * @param history of all VMs of the fleet
     */
    public static List<OutsideDependence> analyze(
            Fleet fleet, DemandHistory history, List<? extends OutsideValues> series, OutsideSettings settings) {
        int length = (int) Math.min(settings.window().dividedBy(history.step()), history.window());
        int season = (int) settings.season().dividedBy(history.step());
        int lags = (int) Math.min(settings.longestLag().dividedBy(history.step()), length / 4);
        List<Pair> pairs = pairs(fleet, history, series, settings, length, season);
        Comparison[] compared = new Comparison[pairs.size()];
        IntStream.range(0, compared.length).parallel().forEach(i -> {
            Pair pair = pairs.get(i);
            VmId vm = fleet.vms().get(pair.vm()).id();
            DemandHistory.Values demand = history.values(vm, pair.resource());
            compared[i] = compare(pair, changes(demand, history, length, season), lags);
        });
        return found(fleet, history.step(), pairs, compared, settings);
    }

    private static List<Pair> pairs(
            Fleet fleet,
            DemandHistory history,
            List<? extends OutsideValues> series,
            OutsideSettings settings,
            int length,
            int season) {
        List<Pair> pairs = new ArrayList<>();
        Map<OutsideValues, Pair> prepared = new LinkedHashMap<>();
        for (OutsideValues each : series) {
            double[] changes = changes(each::at, history, length, season);
            if (varies(changes)) {
                Innovations filter = Innovations.of(changes);
                prepared.put(each, new Pair(each, filter, NormalScores.of(filter.in(changes)), 0, 0));
            }
        }
        for (int r = 0; r < fleet.resources().size(); r++) {
            for (int v = 0; v < fleet.vms().size(); v++) {
                for (Pair each : prepared.values()) {
                    if (pairs.size() < settings.mostPairs()
                            && each.series().concerns(fleet.vms().get(v).id())) {
                        pairs.add(new Pair(each.series(), each.filter(), each.scores(), v, r));
                    }
                }
            }
        }
        return pairs;
    }

    private static double[] changes(DemandHistory.Values values, DemandHistory history, int length, int season) {
        double[] window = new double[length];
        for (int i = 0; i < length; i++) {
            window[i] = values.at(history.slot() - length + 1 + i);
        }
        return Innovations.changes(window, season);
    }

    /** Up to rounding, in a hundredth of the steps at least. */
    private static boolean varies(double[] changes) {
        int known = Innovations.known(changes);
        double most = Arrays.stream(changes)
                .filter(change -> !Double.isNaN(change))
                .map(Math::abs)
                .max()
                .orElse(0);
        long moved = Arrays.stream(changes)
                .filter(change -> Math.abs(change) > 1e-9 * most)
                .count();
        return known >= FEWEST_PAIRS && most > 1e-12 && 100 * moved >= known;
    }

    private static Comparison compare(Pair pair, double[] demand, int lags) {
        if (!varies(demand)) {
            return Comparison.NONE;
        }
        NormalScores scores = NormalScores.of(pair.filter().in(demand));
        int best = 0;
        double correlation = 0;
        for (int k = 0; k <= 2 * lags; k++) {
            int lag = k % 2 == 0 ? k / 2 : -(k + 1) / 2;
            double candidate = pair.scores().correlation(scores, lag, FEWEST_PAIRS);
            if (Math.abs(candidate) > Math.abs(correlation) + 1e-9) {
                best = lag;
                correlation = candidate;
            }
        }
        double samples = pair.scores().effective(scores, pair.scores().common(scores, best));
        double pValue = correlation == 0 ? 1 : (2 * lags + 1) * Significance.pValue(correlation, samples);
        return new Comparison(best, correlation, samples, Math.min(1, pValue));
    }

    private static List<OutsideDependence> found(
            Fleet fleet, Duration step, List<Pair> pairs, Comparison[] compared, OutsideSettings settings) {
        double[] pValues =
                Arrays.stream(compared).mapToDouble(Comparison::pValue).toArray();
        Map<String, OutsideDependence> best = new LinkedHashMap<>();
        for (int i : Significance.discoveries(pValues, settings.falseDiscoveryRate())) {
            Pair pair = pairs.get(i);
            if (Math.abs(compared[i].correlation()) >= settings.leastCorrelation()) {
                // The most certain come first.
                best.putIfAbsent(
                        pair.vm() + " " + pair.series().name(),
                        new OutsideDependence(
                                pair.series().name(),
                                fleet.vms().get(pair.vm()).id(),
                                fleet.resources().get(pair.resource()),
                                step.multipliedBy(compared[i].lag()),
                                compared[i].correlation(),
                                compared[i].pValue(),
                                compared[i].samples()));
            }
        }
        List<OutsideDependence> found = new ArrayList<>(best.values());
        found.sort(Comparator.comparingDouble(OutsideDependence::pValue));
        return List.copyOf(found);
    }
}
