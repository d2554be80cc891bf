// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.score;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.FleetForecast.Residuals;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A fleet and its forecasts, of any size, made up by rule: VMs of 64 kinds on random hosts, as many on each, a third of each VM's residuals common to its group. Forecasts and residuals take no memory for each VM.
 */
final class ScoreFleet {

    private static final Instant ORIGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int KINDS = 64;
    private static final int GROUPS = 32;
    private static final int PAST = 2016;
    private static final double ALLOCATION = 4;
    private static final double MEAN = 1;
    /** Standard normal quantiles at {@link QuantileLevels#STANDARD}. */
    private static final double[] NORMAL = {
        -1.95996, -1.64485, -1.28155, -0.67449, 0, 0.67449, 1.28155, 1.64485, 1.95996
    };

    private final ScoreOptions options;
    private final Fleet fleet;
    private final List<Forecast> kinds;

    ScoreFleet(ScoreOptions options) {
        this.options = options;
        this.fleet = fleet();
        this.kinds = IntStream.range(0, KINDS).mapToObj(this::kind).toList();
    }

    private Fleet fleet() {
        ResourceSet resources = new ResourceSet(IntStream.range(0, options.resources)
                .mapToObj(r -> r == 0 ? Resource.CPU : new Resource("resource-" + r, "1"))
                .toList());
        double usable = MEAN * options.vms / options.hosts / options.utilization;
        Fleet.Builder builder = Fleet.builder(ORIGIN);
        for (int h = 0; h < options.hosts; h++) {
            builder.host(Host.of(new HostId("host-" + h), ResourceVector.filled(resources, usable)));
        }
        ResourceVector allocation = ResourceVector.filled(resources, ALLOCATION);
        SplittableRandom random = new SplittableRandom(options.seed);
        int[] hosts =
                IntStream.range(0, options.vms).map(v -> v % options.hosts).toArray();
        for (int v = 0; v < options.vms; v++) {
            int other = v + random.nextInt(options.vms - v);
            int host = hosts[other];
            hosts[other] = hosts[v];
            builder.vm(Vm.of(new VmId("vm-" + v), allocation), new HostId("host-" + host));
        }
        return builder.build();
    }

    /** Means from half to one and a half times the mean of all kinds, with a deviation of 40 %. */
    private Forecast kind(int kind) {
        double mean = MEAN * (0.5 + (kind + 0.5) / KINDS);
        double[] means = new double[options.steps];
        double[] quantiles = new double[options.steps * NORMAL.length];
        Arrays.fill(means, mean);
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = mean * (1 + 0.4 * NORMAL[i % NORMAL.length]);
        }
        return Forecast.of(ORIGIN, STEP, QuantileLevels.STANDARD, means, quantiles);
    }

    /** {@return forecasts as they would come from the stage before} */
    FleetForecast forecast() {
        List<SeriesForecast> series = new AbstractList<>() {
            @Override
            public SeriesForecast get(int index) {
                return new SeriesForecast(kinds.get(index % KINDS), new Made(index), true);
            }

            @Override
            public int size() {
                return options.vms * options.resources;
            }
        };
        return FleetForecast.of(fleet, PAST, series);
    }

    /** Residuals that follow from the numbers of series and step alone. */
    private record Made(int series) implements Residuals {

        @Override
        public int count() {
            return PAST;
        }

        @Override
        public double at(int stepsBack) {
            return noise(series, stepsBack) + 0.5 * noise(-1 - series % GROUPS, stepsBack);
        }

        private static double noise(int series, int step) {
            long mixed = (series * 0x9E3779B97F4A7C15L) ^ (step * 0xC2B2AE3D27D4EB4FL);
            mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
            mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
            return (mixed >>> 11) * 0x1p-53 - 0.5;
        }
    }
}
