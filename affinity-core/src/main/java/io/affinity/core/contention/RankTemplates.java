package io.affinity.core.contention;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.FleetForecast.Residuals;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * For each VM, resource and step, the order in which scenarios take the values of the marginal distribution: the ranks that
 * the residuals had at past times which all series share. Two VMs whose residuals were high at the same past times are high
 * in the same scenarios.
 *
 * <p>The past times are spread evenly over the residuals that are known. Ranks are recomputed only once in every
 * {@value #REFRESH_STEPS} steps: they describe months of behavior, not the last five minutes.
 */
final class RankTemplates {

    private static final int REFRESH_STEPS = 12;

    private final int scenarios;
    private final int steps;
    private final long seed;
    private final Map<VmId, byte[][]> ranksByVm = new HashMap<>();
    private long refreshedAt = Long.MIN_VALUE;
    private int spacing = 1;

    RankTemplates(int scenarios, int steps, long seed) {
        this.scenarios = scenarios;
        this.steps = steps;
        this.seed = seed;
    }

    /** Settles at which past times the series of this fleet, and of any part of it, are ranked. */
    void prepare(FleetForecast whole) {
        if (refreshedAt == Long.MIN_VALUE || whole.slot() - refreshedAt >= REFRESH_STEPS) {
            ranksByVm.clear();
            refreshedAt = whole.slot();
            spacing = spacing(whole);
        }
    }

    /** Ranks all VMs and keeps the ranks until the next refresh. */
    void rankAll(FleetForecast forecast) {
        List<Vm> vms = forecast.fleet().vms();
        byte[][][] ranks = new byte[vms.size()][][];
        IntStream.range(0, vms.size()).parallel().forEach(v -> ranks[v] = ranks(forecast, v));
        for (int v = 0; v < ranks.length; v++) {
            ranksByVm.put(vms.get(v).id(), ranks[v]);
        }
    }

    /** {@return by resource, the rank of each scenario at {@code step * scenarios + scenario}; many threads may ask} */
    byte[][] ranks(FleetForecast forecast, int vm) {
        byte[][] known = ranksByVm.get(forecast.fleet().vms().get(vm).id());
        return known != null ? known : ranksOf(forecast, vm, (int) (forecast.slot() - refreshedAt));
    }

    private int spacing(FleetForecast forecast) {
        int longest = 0;
        for (int v = 0; v < forecast.fleet().vms().size(); v++) {
            Residuals residuals = forecast.series(v, 0).residuals();
            longest = Math.max(longest, residuals == null ? 0 : residuals.count());
        }
        return Math.max(1, (longest - steps) / scenarios);
    }

    /** A VM that appears between two refreshes is ranked at the same past times as all others, {@code age} steps ago. */
    private byte[][] ranksOf(FleetForecast forecast, int vm, int age) {
        int resources = forecast.fleet().resources().size();
        VmId id = forecast.fleet().vms().get(vm).id();
        SplittableRandom random = new SplittableRandom(seed ^ (31L * id.value().hashCode()));
        byte[][] ranks = new byte[resources][];
        for (int r = 0; r < resources; r++) {
            ranks[r] = ranksOf(forecast.series(vm, r).residuals(), age, random);
        }
        return ranks;
    }

    private byte[] ranksOf(@Nullable Residuals residuals, int age, SplittableRandom random) {
        byte[] ranks = new byte[steps * scenarios];
        double[] keys = new double[scenarios];
        int[] order = new int[scenarios];
        int[] lots = new int[scenarios];
        for (int t = 0; t < steps; t++) {
            for (int s = 0; s < scenarios; s++) {
                int stepsBack = age + steps - 1 - t + s * spacing;
                keys[s] = residuals == null || stepsBack >= residuals.count() ? Double.NaN : residuals.at(stepsBack);
            }
            fillGaps(keys, random);
            rank(keys, order, lots, random, ranks, t * scenarios);
        }
        return ranks;
    }

    /** A past time that a series does not know gets the residual of one it knows, so that its rank is random. */
    private static void fillGaps(double[] keys, SplittableRandom random) {
        double[] known = Arrays.stream(keys).filter(key -> !Double.isNaN(key)).toArray();
        for (int s = 0; s < keys.length; s++) {
            if (Double.isNaN(keys[s])) {
                keys[s] = known.length == 0 ? 0 : known[random.nextInt(known.length)];
            }
        }
    }

    /**
     * Equal keys are ranked at random: ranking them by their place would make all series with ties, such as idle VMs,
     * peak in the same scenarios. Insertion sort, as scenarios are few.
     */
    private void rank(double[] keys, int[] order, int[] lots, SplittableRandom random, byte[] ranks, int offset) {
        for (int s = 0; s < scenarios; s++) {
            lots[s] = random.nextInt();
            int place = s - 1;
            while (place >= 0 && isAfter(order[place], s, keys, lots)) {
                order[place + 1] = order[place];
                place--;
            }
            order[place + 1] = s;
        }
        for (int rank = 0; rank < scenarios; rank++) {
            ranks[offset + order[rank]] = (byte) rank;
        }
    }

    private static boolean isAfter(int one, int other, double[] keys, int[] lots) {
        return keys[one] > keys[other] || (keys[one] == keys[other] && lots[one] > lots[other]);
    }
}
