// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.forecast.Forecast;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Compares what was said about the hosts at an origin with what happened, at each lead. */
final class HostComparison {

    private static final double Z90 = new NormalDistribution(0, 1).inverseCumulativeProbability(0.9);

    private final ReplayedDemand demand;
    private final List<int[]> hosts;
    private final PackedLoads loads;
    private final List<LoadsAtLead> scores;
    private final SplittableRandom random;
    private final int day;

    HostComparison(ReplayedDemand demand, List<int[]> hosts, ReplaySettings settings, PackedLoads loads) {
        this.demand = demand;
        this.hosts = hosts;
        this.loads = loads;
        this.scores = settings.leads().stream()
                .map(lead -> new LoadsAtLead(lead, settings.scenarios()))
                .toList();
        this.random = new SplittableRandom(settings.seed());
        this.day = Math.max(1, (int) Duration.ofDays(1).dividedBy(demand.step()));
    }

    List<LoadsAtLead> scores() {
        return scores;
    }

    void compare(FleetForecast forecast, Scenarios scenarios, int origin) {
        int first = 0;
        for (int h = 0; h < hosts.size(); h++) {
            for (LoadsAtLead lead : scores) {
                compare(forecast, scenarios, first, h, origin, lead);
            }
            first += hosts.get(h).length;
        }
    }

    private void compare(
            FleetForecast forecast, Scenarios scenarios, int first, int host, int origin, LoadsAtLead lead) {
        int[] vms = hosts.get(host);
        int[] measured = new int[vms.length];
        double[][] demands = new double[vms.length][];
        int count = 0;
        double actual = 0;
        double mean = 0;
        double variance = 0;
        for (int i = 0; i < vms.length; i++) {
            double value = demand.value(vms[i], origin + lead.lead());
            // Nobody knows what a VM without a measurement demanded, so the host is compared without it.
            if (!Double.isNaN(value)) {
                actual += value;
                Forecast one = forecast.series(first + i, 0).forecast();
                mean += one.mean(lead.lead() - 1);
                variance += Math.pow(deviation(one, lead.lead() - 1), 2);
                demands[count] = demands(scenarios, first + i, lead.lead() - 1);
                measured[count++] = vms[i];
            }
        }
        if (count > 0) {
            double[][] known = Arrays.copyOf(demands, count);
            lead.add(known, actual, random);
            double[] past = loads.until(measured, count, origin);
            HostAhead ahead = new HostAhead(known, mean, Math.sqrt(variance), past, lead.lead(), day);
            lead.compare(ahead, actual, loads.capacity(host));
        }
    }

    private static double deviation(Forecast forecast, int step) {
        return (forecast.quantileAt(0.9, step) - forecast.quantileAt(0.1, step)) / (2 * Z90);
    }

    private static double[] demands(Scenarios scenarios, int vm, int step) {
        double[] demands = new double[scenarios.scenarios()];
        for (int s = 0; s < demands.length; s++) {
            demands[s] = scenarios.demand(vm, 0, step, s);
        }
        return demands;
    }
}
