// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import io.affinity.core.backtest.Backtest;
import io.affinity.core.backtest.BacktestListener;
import io.affinity.spi.forecast.Forecast;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is drawn of forecasts: of the forecasters that are judged, from some origins, at some of the steps, of as many VMs as there
 * is room for. Threads write to places of their own.
 */
final class FanKeeper implements BacktestListener {

    /** About as many as a page of three megabytes has room for. */
    private static final int MOST_FANS = 1200;

    private static final int MOST_ORIGINS = 24;
    private static final int MOST_STEPS = 36;

    /** Which levels are drawn: 2.5, 10, 50, 90 and 97.5 %. */
    private static final int[] LEVELS = {0, 2, 6, 10, 12};

    private final List<Integer> contenders;
    private final List<Integer> vms;
    private final List<Integer> origins;
    private final int[] leads;
    private final double[] @Nullable [] fans;

    private FanKeeper(List<Integer> contenders, List<Integer> vms, List<Integer> origins, int[] leads) {
        this.contenders = contenders;
        this.vms = vms;
        this.origins = origins;
        this.leads = leads;
        this.fans = new double[contenders.size() * vms.size() * origins.size()][];
    }

    /** @param judged whose forecasts are kept */
    static FanKeeper of(Backtest backtest, List<Integer> judged) {
        int series = Math.max(1, judged.size());
        List<Integer> vms = spread(backtest.data().vms().size(), MOST_FANS / series);
        int room = Math.min(MOST_ORIGINS, MOST_FANS / series / vms.size());
        List<Integer> origins = spread(backtest.origins(), Math.max(1, room));
        int[] leads = spread(backtest.settings().horizon(), MOST_STEPS).stream()
                .mapToInt(place -> place + 1)
                .toArray();
        return new FanKeeper(judged, vms, origins, leads);
    }

    /** {@return so many places at equal distances, the first and the last among them} */
    private static List<Integer> spread(int count, int most) {
        TreeSet<Integer> places = new TreeSet<>();
        int chosen = Math.max(1, Math.min(count, most));
        for (int i = 0; i < chosen; i++) {
            places.add(chosen == 1 ? count - 1 : (int) ((long) i * (count - 1) / (chosen - 1)));
        }
        return new ArrayList<>(places);
    }

    @Override
    public void forecast(int contender, int vm, int origin, Forecast forecast) {
        int place = place(contender, vm, origin);
        if (place >= 0) {
            double[] values = new double[leads.length * LEVELS.length];
            for (int i = 0; i < leads.length; i++) {
                for (int level = 0; level < LEVELS.length; level++) {
                    values[i * LEVELS.length + level] = forecast.quantile(LEVELS[level], leads[i] - 1);
                }
            }
            fans[place] = values;
        }
    }

    private int place(int contender, int vm, int origin) {
        int c = contenders.indexOf(contender);
        int v = Collections.binarySearch(vms, vm);
        int o = Collections.binarySearch(origins, origin);
        return c < 0 || v < 0 || o < 0 ? -1 : (c * vms.size() + v) * origins.size() + o;
    }

    /** {@return the forecast of a VM from an origin: at each lead, five quantiles; null if there is none} */
    double @Nullable [] fan(int contender, int vm, int origin) {
        int place = place(contender, vm, origin);
        return place < 0 ? null : fans[place];
    }

    /** {@return the VMs of which forecasts are kept} */
    List<Integer> vms() {
        return vms;
    }

    /** {@return the origins from which they are} */
    List<Integer> origins() {
        return origins;
    }

    /** {@return the steps ahead at which they are} */
    int[] leads() {
        return leads.clone();
    }

    List<Integer> contenders() {
        return contenders;
    }
}
