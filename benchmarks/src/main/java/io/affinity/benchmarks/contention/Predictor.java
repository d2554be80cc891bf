// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.contention;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.forecast.Forecast;
import org.apache.commons.math3.distribution.NormalDistribution;

/** A way to say how likely a host is to be short at a coming step. */
enum Predictor {

    /** Joint scenarios, as the library predicts. */
    JOINT("joint") {
        @Override
        double probability(View view) {
            return view.contention().probability(view.host(), 0, view.ahead());
        }
    },

    /** Forecasts of single VMs added up as if they were independent and normal. */
    INDEPENDENT_NORMAL("independentNormal") {
        @Override
        double probability(View view) {
            double mean = 0;
            double variance = 0;
            for (int i = 0; i < view.vms(); i++) {
                Forecast forecast = view.forecast(i);
                double deviation =
                        (forecast.quantileAt(0.9, view.ahead()) - forecast.quantileAt(0.1, view.ahead())) / (2 * Z90);
                mean += forecast.mean(view.ahead());
                variance += deviation * deviation;
            }
            double distance = view.capacity() - mean;
            return variance > 0 ? 1 - NORMAL.cumulativeProbability(distance / Math.sqrt(variance)) : exceeds(-distance);
        }
    },

    /** Short if the 95 % quantiles of single VMs add up to more than the capacity. */
    QUANTILE_SUM("quantileSum") {
        @Override
        double probability(View view) {
            double sum = 0;
            for (int i = 0; i < view.vms(); i++) {
                sum += view.forecast(i).quantileAt(0.95, view.ahead());
            }
            return exceeds(sum - view.capacity());
        }
    },

    /** Short if mean and three standard deviations of the host's last hour exceed the capacity. */
    N_SIGMA("nSigma") {
        @Override
        double probability(View view) {
            double mean = 0;
            double squares = 0;
            for (int back = 0; back < HOUR; back++) {
                mean += view.loadBefore(back) / HOUR;
                squares += view.loadBefore(back) * view.loadBefore(back) / HOUR;
            }
            return exceeds(mean + 3 * Math.sqrt(Math.max(0, squares - mean * mean)) - view.capacity());
        }
    },

    /** Short if the host was short in the last hour. */
    RECENT_PEAK("recentPeak") {
        @Override
        double probability(View view) {
            double peak = 0;
            for (int back = 0; back < HOUR; back++) {
                peak = Math.max(peak, view.loadBefore(back));
            }
            return exceeds(peak - view.capacity());
        }
    };

    private static final NormalDistribution NORMAL = new NormalDistribution(0, 1);
    private static final double Z90 = NORMAL.inverseCumulativeProbability(0.9);
    private static final int HOUR = 12;

    private final String id;

    Predictor(String id) {
        this.id = id;
    }

    /** {@return its name in the JSON file} */
    String id() {
        return id;
    }

    /** {@return the probability of contention, 0 to 1} */
    abstract double probability(View view);

    private static double exceeds(double excess) {
        return excess > 0 ? 1 : 0;
    }

    /**
     * What is known at an origin about one host.
     *
     * @param origin the newest step that is known
     * @param firstVm index of the host's first VM in the fleet
     * @param ahead index of the step that is asked for, from 0
     */
    record View(
            PackedHosts hosts,
            FleetForecast forecasts,
            ContentionForecast contention,
            int host,
            int firstVm,
            int origin,
            int ahead) {

        int vms() {
            return hosts.vms(host).length;
        }

        Forecast forecast(int vm) {
            return forecasts.series(firstVm + vm, 0).forecast();
        }

        double capacity() {
            return hosts.capacity(host);
        }

        double loadBefore(int back) {
            return hosts.load(host, origin - back);
        }
    }
}
