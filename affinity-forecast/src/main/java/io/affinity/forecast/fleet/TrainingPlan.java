// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.model.VmId;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which rows are learned from: at some times of the past, the same for all series, what came a while later. Half of the rows are shared
 * out evenly among series, half by how much they demand, as that is what a host is filled by; half of the leads are even up to the
 * horizon, half are even in their logarithm. Immutable.
 */
final class TrainingPlan {

    /** More times than these are not looked at. */
    private static final int MOST_TIMES = 64;

    private static final int LEAST_TIMES = 8;

    /** More looks back than these, times by series, take too long. */
    private static final int MOST_LOOKS = 64_000;

    private final int[] series;
    private final int[] rows;
    private final int[] backs;
    private final long seed;
    private final int horizon;

    private TrainingPlan(int[] series, int[] rows, int[] backs, long seed, int horizon) {
        this.series = series;
        this.rows = rows;
        this.backs = backs;
        this.seed = seed;
        this.horizon = horizon;
    }

    /** @param wanted so many rows */
    static TrainingPlan of(FleetRequest request, VmFacts facts, Calendar calendar, int wanted) {
        FleetHistory history = request.history();
        int[] series = series(request, facts);
        double[] means = IntStream.of(series)
                .parallel()
                .mapToDouble(s -> mean(history, s))
                .toArray();
        int[] rows = rows(series, means, facts.fleet().resources().size(), wanted);
        int warm = Math.min(calendar.day(), history.length() / 3);
        int furthest = history.length() - 1 - warm;
        int times = Math.max(LEAST_TIMES, Math.min(MOST_TIMES, MOST_LOOKS / Math.max(1, series.length)));
        int[] backs = IntStream.range(0, times)
                .map(k -> 1 + (int) ((long) (times - 1 - k) * Math.max(0, furthest - 1) / Math.max(1, times - 1)))
                .distinct()
                .filter(back -> back < history.length())
                .toArray();
        return new TrainingPlan(series, rows, backs, request.seed(), Math.max(request.horizon(), 2 * calendar.slice()));
    }

    /** Series by the names of VMs; every second VM, third and so on, where they are too many. */
    private static int[] series(FleetRequest request, VmFacts facts) {
        int resources = facts.fleet().resources().size();
        int[] byName = facts.byName();
        double looks = 3.0 * byName.length * resources * request.history().length();
        double most = Math.min(request.budget() / 2.0, Integer.MAX_VALUE * 16.0);
        int stride = (int) Math.ceil(
                Math.max(Math.max(1, looks / most), byName.length * (double) resources * LEAST_TIMES / MOST_LOOKS));
        return IntStream.range(0, byName.length)
                .filter(i -> i % Math.max(1, stride) == 0)
                .flatMap(i -> IntStream.range(0, resources).map(r -> byName[i] * resources + r))
                .toArray();
    }

    private static double mean(FleetHistory history, int series) {
        int resources = history.fleet().resources().size();
        double sum = 0;
        int known = 0;
        double[] values = new double[history.length()];
        history.read(series / resources, series % resources, history.length() - 1, values);
        for (double value : values) {
            sum += Double.isNaN(value) ? 0 : value;
            known += Double.isNaN(value) ? 0 : 1;
        }
        return known == 0 ? Double.NaN : sum / known;
    }

    private static int[] rows(int[] series, double[] means, int resources, int wanted) {
        double[] sums = new double[resources];
        int known = 0;
        for (int i = 0; i < series.length; i++) {
            sums[series[i] % resources] += Double.isNaN(means[i]) ? 0 : means[i];
            known += Double.isNaN(means[i]) ? 0 : 1;
        }
        int[] rows = new int[series.length];
        for (int i = 0; i < series.length; i++) {
            double all = sums[series[i] % resources];
            double share = Double.isNaN(means[i])
                    ? 0
                    : 0.5 / known + 0.5 * (all > 0 ? means[i] / all / resources : 1.0 / known);
            rows[i] = (int) Math.round(share * wanted);
        }
        return rows;
    }

    /** {@return series that are looked at, VM x resources + resource} */
    int[] series() {
        return series;
    }

    /** {@return the times that are looked back from, in steps before the newest one; the first is the oldest} */
    int[] backs() {
        return backs;
    }

    /** {@return for each time, the leads of the rows of a series} */
    int[][] leads(int index, VmId vm, int resource) {
        SplittableRandom random = new SplittableRandom(SeriesTrack.mix(seed + 31L * resource)
                ^ SeriesTrack.mix(vm.value().hashCode()));
        int[] times = new int[rows[index]];
        int[] counts = new int[backs.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = random.nextInt(backs.length);
            counts[times[i]]++;
        }
        int[][] leads = new int[backs.length][];
        for (int k = 0; k < backs.length; k++) {
            leads[k] = new int[counts[k]];
        }
        for (int time : times) {
            leads[time][--counts[time]] = lead(random, Math.min(horizon, backs[time]));
        }
        return leads;
    }

    private static int lead(SplittableRandom random, int most) {
        double place = random.nextDouble();
        return random.nextBoolean()
                ? 1 + Math.min(most - 1, (int) (place * most))
                : Math.min(most, (int) Math.exp(place * Math.log(most + 1.0)));
    }
}
