// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.FleetForecast.Residuals;
import io.affinity.core.storage.SnapshotChecks;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * For each VM, resource and step, the order in which scenarios take the values of the marginal distribution: the ranks that
 * the residuals had in past windows, as long as the horizon, which all series share. Two VMs whose residuals were high in the
 * same windows are high in the same scenarios. At each step a window counts with the sum of its residuals up to there: how
 * far demand had gone from what was known at its begin, so that VMs which switched on together at any step are on together.
 *
 * <p>The windows are spread evenly over the residuals that are known. Where those are few, windows overlap; no residual is then
 * added up for two of them at the same step, as what many windows have in common would look like dependence between VMs.
 * Ranks are recomputed only every {@value #LEAST_AGE} steps, or when a {@value #NEWS}th of the past is new: they describe months
 * of behavior, not the last five minutes.
 */
final class RankTemplates {

    private static final int LEAST_AGE = 12;
    private static final int NEWS = 50;

    /** Larger ranks do not survive a restart, and are computed anew. */
    private static final long MOST_BYTES = 1L << 27;

    /** No history is longer, and so often the distance of windows still is a number. */
    private static final int MOST_REACH = 1 << 24;

    private final int scenarios;
    private final int steps;
    private final long seed;
    private final Map<VmId, byte[][]> ranksByVm = new HashMap<>();
    private long refreshedAt = Long.MIN_VALUE;
    private int spacing = 1;
    private int reach = 1;

    RankTemplates(int scenarios, int steps, long seed) {
        this.scenarios = scenarios;
        this.steps = steps;
        this.seed = seed;
    }

    /** Settles by which past windows the series of this fleet, and of any part of it, are ranked. */
    void prepare(FleetForecast whole) {
        // After a restart, the clock may be one that goes behind.
        boolean isUnusable = refreshedAt == Long.MIN_VALUE || refreshedAt > whole.slot();
        if (isUnusable || whole.slot() - refreshedAt >= Math.max(LEAST_AGE, reach / NEWS)) {
            ranksByVm.clear();
            refreshedAt = whole.slot();
            int longest = longest(whole);
            spacing = Math.max(1, (longest - steps) / scenarios);
            reach = Math.max(1, longest - steps + 1);
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
        if (known != null && known.length == forecast.fleet().resources().size()) {
            return known;
        }
        // Nothing is known, or was known of other resources before a restart.
        return ranksOf(forecast, vm, (int) (forecast.slot() - refreshedAt));
    }

    private static int longest(FleetForecast forecast) {
        int longest = 0;
        for (int v = 0; v < forecast.fleet().vms().size(); v++) {
            Residuals residuals = forecast.series(v, 0).residuals();
            longest = Math.max(longest, residuals == null ? 0 : residuals.count());
        }
        return longest;
    }

    /** A VM that appears between two refreshes is ranked by the same windows as all others, {@code age} steps ago. */
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
        double[] sums = new double[scenarios];
        int[] order = new int[scenarios];
        int[] lots = random.ints(scenarios).toArray();
        int[] windows = residuals == null ? new int[0] : windows(residuals, age, random);
        for (int t = 0; t < steps; t++) {
            for (int s = 0; s < windows.length; s++) {
                sums[s] = sum(residuals, windows[s] + steps - 1 - t, Math.min(spacing, t + 1));
            }
            rank(sums, order, lots, ranks, t * scenarios);
        }
        return ranks;
    }

    /** Added up anew each time: what is left of a difference of equal sums would be no tie. */
    private static double sum(@Nullable Residuals residuals, int newest, int count) {
        double sum = 0;
        for (int back = newest; back < newest + count; back++) {
            double residual = residual(residuals, back);
            sum += Double.isNaN(residual) ? 0 : residual;
        }
        return sum;
    }

    /**
     * {@return how many steps ago the window of each scenario ended; one of which a series knows nothing is replaced by one
     * that it knows, so that its rank is random; empty if it knows none}
     */
    private int[] windows(Residuals residuals, int age, SplittableRandom random) {
        int[] all = IntStream.range(0, scenarios)
                .map(s -> age + s * spacing % reach)
                .toArray();
        int[] known = Arrays.stream(all).filter(end -> isKnown(residuals, end)).toArray();
        for (int s = 0; s < scenarios && known.length > 0 && known.length < scenarios; s++) {
            if (!isKnown(residuals, all[s])) {
                all[s] = known[random.nextInt(known.length)];
            }
        }
        return known.length == 0 ? known : all;
    }

    private boolean isKnown(Residuals residuals, int end) {
        for (int back = end; back < end + steps; back++) {
            if (!Double.isNaN(residual(residuals, back))) {
                return true;
            }
        }
        return false;
    }

    private static double residual(@Nullable Residuals residuals, int stepsBack) {
        return residuals == null || stepsBack >= residuals.count() ? Double.NaN : residuals.at(stepsBack);
    }

    /**
     * Equal keys are ranked at random: ranking them by their place would make all series with ties, such as idle VMs,
     * peak in the same scenarios. The lots of a series hold for all steps. Insertion sort, as scenarios are few.
     */
    private void rank(double[] keys, int[] order, int[] lots, byte[] ranks, int offset) {
        for (int s = 0; s < scenarios; s++) {
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

    /** Ranks cannot be computed again later: the residuals that they come from are those of models that are learned anew. */
    void write(DataOutput out) throws IOException {
        long bytes = ranksByVm.values().stream()
                .mapToLong(ranks -> (long) ranks.length * steps * scenarios)
                .sum();
        boolean hasRoom = bytes <= MOST_BYTES;
        out.writeLong(hasRoom ? refreshedAt : Long.MIN_VALUE);
        out.writeInt(spacing);
        out.writeInt(reach);
        Map<VmId, byte[][]> written = hasRoom ? new TreeMap<>(ranksByVm) : Map.of();
        out.writeInt(written.size());
        for (Map.Entry<VmId, byte[][]> entry : written.entrySet()) {
            out.writeUTF(entry.getKey().value());
            out.writeInt(entry.getValue().length);
            for (byte[] ranks : entry.getValue()) {
                out.write(ranks);
            }
        }
    }

    /** Takes what was written by one that was made with the same settings. */
    void read(DataInputStream in) throws IOException {
        refreshedAt = SnapshotChecks.placeOrNone(in.readLong());
        spacing = (int) SnapshotChecks.between("distance of windows", in.readInt(), 1, MOST_REACH);
        reach = (int) SnapshotChecks.between("reach of windows", in.readInt(), 1, MOST_REACH);
        for (int left = SnapshotChecks.count(in, "VMs", Short.BYTES + Integer.BYTES); left > 0; left--) {
            VmId vm = new VmId(in.readUTF());
            List<byte[]> all = new ArrayList<>();
            int length = steps * scenarios;
            for (int resources = SnapshotChecks.count(in, "resources", length); resources > 0; resources--) {
                byte[] ranks = new byte[length];
                in.readFully(ranks);
                for (byte rank : ranks) {
                    SnapshotChecks.between("rank", rank, 0, scenarios - 1);
                }
                all.add(ranks);
            }
            ranksByVm.put(vm, all.toArray(new byte[0][]));
        }
    }
}
