// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.online;

import io.affinity.benchmarks.series.ProcessClock;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ModelCodec;
import io.affinity.spi.forecast.QuantileLevels;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/**
 * One new value and one new forecast for each model of a fleet. The models are distinct objects; where memory does not suffice
 * for all, there are as many at a time as are asked for, built before the clock runs: far more than any cache holds.
 */
final class FleetRun {

    private static final int LEARNED = 7 * DailyDemand.DAY;
    private static final int STEPS = 12;
    private static final int WARM_UP = 20_000;

    private final ModelKind kind;
    private final List<byte[]> prototypes;
    private final ModelCodec codec;

    private FleetRun(ModelKind kind, List<byte[]> prototypes, ModelCodec codec) {
        this.kind = kind;
        this.prototypes = prototypes;
        this.codec = codec;
    }

    /**
     * What the fleet cost.
     *
     * @param models in all
     * @param atOnce in memory at the same time
     * @param cpuSeconds of the whole process, compiler and garbage collector included
     * @param bytes of memory a model
     * @param encodedBytes mean length of a model as bytes
     * @param meanForecast mean of all first steps, so that no forecast is left out
     */
    record Cost(
            String kind,
            int models,
            int atOnce,
            double cpuSeconds,
            double bytes,
            double encodedBytes,
            double meanForecast) {}

    /**
     * {@return a run for models of that kind}
     *
     * @param prototypes how many series are learned; the models of the fleet are copies that go different ways
     * @throws IllegalArgumentException if models of this kind cannot be copied by way of bytes
     */
    static FleetRun of(ModelKind kind, int prototypes) {
        if (!(kind.forecaster() instanceof ModelCodec codec)) {
            throw new IllegalArgumentException("The kind of model (" + kind.id()
                    + ") must be one whose models can be kept as bytes, as the fleet is made of copies.");
        }
        byte[][] encoded = new byte[prototypes][];
        for (int i = 0; i < prototypes; i++) {
            encoded[i] = codec.encode(kind.fit(DailyDemand.values(i, LEARNED)));
        }
        return new FleetRun(kind, List.of(encoded), codec);
    }

    Cost cost(int models, int atOnce) {
        update(models(0, Math.min(WARM_UP, models)));
        double seconds = 0;
        double sum = 0;
        double bytes = 0;
        for (int from = 0; from < models; from += atOnce) {
            int size = Math.min(atOnce, models - from);
            long before = usedMemory();
            FittedModel[] chunk = models(from, size);
            bytes += usedMemory() - before;
            ProcessClock clock = ProcessClock.start();
            sum += update(chunk);
            seconds += clock.millis() / 1e3;
        }
        double encodedBytes =
                prototypes.stream().mapToInt(one -> one.length).average().orElse(Double.NaN);
        return new Cost(
                kind.id(), models, Math.min(models, atOnce), seconds, bytes / models, encodedBytes, sum / models);
    }

    private FittedModel[] models(int from, int size) {
        FittedModel[] models = new FittedModel[size];
        Arrays.setAll(models, i -> {
            FittedModel model = codec.decode(prototypes.get((from + i) % prototypes.size()), List.of());
            model.observe(0.5 + 1e-7 * (from + i));
            return model;
        });
        return models;
    }

    /** The values come from the index, so that generating them costs nothing that could be mistaken for the models' work. */
    private static double update(FittedModel[] models) {
        double sum = 0;
        for (int i = 0; i < models.length; i++) {
            models[i].observe(0.3 + (i % 1000) * 4e-4);
            Forecast forecast = models[i].forecast(STEPS, QuantileLevels.STANDARD);
            sum += forecast.mean(0);
        }
        return sum;
    }

    private static long usedMemory() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
