// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.dependence;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the VMs that peak together and those that take turns.
 *
 * <p>Pairs are compared by the rank correlation (Spearman) of their absolute demand, at lags up to an hour either way, and
 * reported at the lag where it is strongest if they survive a bound on the share of false discoveries. A correlation counts for
 * as many samples as its series, which remember, are worth; a season that repeats itself is taken as certain, so that two VMs
 * which are busy at the same hours of each day are dependent. The value is shrunk by its own uncertainty, {@code r x max(0, 1 -
 * variance / r^2)} with {@code variance = (1 - r^2)^2 / (n - 1)}, the positive part of the estimator of James and Stein (1961).
 *
 * <p>Not all pairs of a large fleet are compared; see {@link DependenceSettings}. Stateless, deterministic; uses several
 * threads.
 */
public final class DependenceAnalysis {

    private static final int LONGEST_MEMORY = 96;

    private DependenceAnalysis() {}

    /**
     * {@return the pairs that are dependent, the most certain first; none if less than some eight hours are known}
     *
     * @param history of all VMs of the fleet
     * @throws IllegalArgumentException if the fleet has no such resource
     */
    public static List<Dependence> analyze(
            Fleet fleet, DemandHistory history, Resource resource, DependenceSettings settings) {
        int r = fleet.resources().indexOf(resource);
        return analyze(fleet, history, r, settings, CandidatePairs.of(fleet, r, settings));
    }

    /**
     * {@return the same for one VM and all others, whichever they are: this one first in each}
     *
     * @throws IllegalArgumentException if the fleet has no such VM or resource
     */
    public static List<Dependence> analyze(
            Fleet fleet, DemandHistory history, Resource resource, DependenceSettings settings, VmId vm) {
        int r = fleet.resources().indexOf(resource);
        return analyze(fleet, history, r, settings, CandidatePairs.with(fleet, fleet.indexOf(vm)));
    }

    private static List<Dependence> analyze(
            Fleet fleet, DemandHistory history, int r, DependenceSettings settings, List<Long> pairs) {
        int block = (int) Math.max(1, settings.block().dividedBy(history.step()));
        Duration blockLength = history.step().multipliedBy(block);
        int count = (int) Math.min(settings.window().dividedBy(blockLength), history.window() / block);
        int season = (int) settings.season().dividedBy(blockLength);
        int lags = (int) settings.longestLag().dividedBy(blockLength);
        @Nullable RankedDemand[] demand = new RankedDemand[fleet.vms().size()];
        boolean[] isAsked = new boolean[demand.length];
        for (long pair : pairs) {
            isAsked[CandidatePairs.first(pair)] = true;
            isAsked[CandidatePairs.second(pair)] = true;
        }
        IntStream.range(0, demand.length)
                .parallel()
                .filter(v -> isAsked[v])
                .forEach(v -> demand[v] = RankedDemand.of(
                        history,
                        fleet.vms().get(v).id(),
                        r,
                        block,
                        count,
                        season,
                        Math.min(LONGEST_MEMORY, count / 4)));
        Comparison[] compared = new Comparison[pairs.size()];
        IntStream.range(0, compared.length).parallel().forEach(i -> {
            long pair = pairs.get(i);
            compared[i] = compare(demand[CandidatePairs.first(pair)], demand[CandidatePairs.second(pair)], lags);
        });
        List<Dependence> found = new ArrayList<>();
        double[] pValues = IntStream.range(0, compared.length)
                .mapToDouble(i -> compared[i].pValue())
                .toArray();
        for (int i : Significance.discoveries(pValues, settings.falseDiscoveryRate())) {
            int v = CandidatePairs.first(pairs.get(i));
            int w = CandidatePairs.second(pairs.get(i));
            found.add(new Dependence(
                    fleet.vms().get(v).id(),
                    fleet.vms().get(w).id(),
                    fleet.resources().get(r),
                    blockLength.multipliedBy(compared[i].lag()),
                    shrunk(compared[i]),
                    compared[i].pValue(),
                    compared[i].samples(),
                    deviation(demand[v]),
                    deviation(demand[w])));
        }
        return List.copyOf(found);
    }

    private record Comparison(int lag, double correlation, double samples, double pValue) {
        private static final Comparison NONE = new Comparison(0, 0, 0, 1);
    }

    private static double deviation(@Nullable RankedDemand demand) {
        return demand == null ? 0 : demand.deviation();
    }

    private static Comparison compare(@Nullable RankedDemand one, @Nullable RankedDemand other, int lags) {
        if (one == null || other == null) {
            return Comparison.NONE;
        }
        int best = 0;
        double correlation = 0;
        // From no lag outwards: of equal correlations the one at the shortest lag is reported.
        for (int k = 0; k <= 2 * lags; k++) {
            int lag = k % 2 == 0 ? k / 2 : -(k + 1) / 2;
            double candidate = one.correlation(other, lag);
            if (Math.abs(candidate) > Math.abs(correlation) + 1e-9) {
                best = lag;
                correlation = candidate;
            }
        }
        double samples = one.effectiveSamples(other);
        // The best of several lags is less of a surprise: Bonferroni.
        double pValue = Math.min(1, (2 * lags + 1) * Significance.pValue(correlation, samples));
        return new Comparison(best, correlation, samples, pValue);
    }

    private static double shrunk(Comparison compared) {
        double square = compared.correlation() * compared.correlation();
        double variance = (1 - square) * (1 - square) / (compared.samples() - 1);
        return compared.correlation() * Math.max(0, 1 - variance / square);
    }
}
