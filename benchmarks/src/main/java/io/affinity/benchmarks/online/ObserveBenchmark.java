// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.online;

import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One value into a fitted model, and twelve steps with quantiles out of it. Run by {@code bench online}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init")
public class ObserveBenchmark {

    private static final int LEARNED = 7 * DailyDemand.DAY;
    private static final int STEPS = 12;

    /** The kind of model. */
    @Param("PERSISTENCE")
    public ModelKind kind;

    private FittedModel model;
    private double[] next;
    private int position;

    /** For JMH. */
    public ObserveBenchmark() {}

    /** Fits the model; the values to observe go on where those that it learned end. */
    @Setup
    public void fit() {
        double[] values = DailyDemand.values(1, 3 * LEARNED);
        model = kind.fit(Arrays.copyOf(values, LEARNED));
        next = Arrays.copyOfRange(values, LEARNED, values.length);
    }

    /** One value. */
    @Benchmark
    public void observe() {
        model.observe(next[position]);
        position = position + 1 == next.length ? 0 : position + 1;
    }

    /** {@return the next twelve steps after one more value} */
    @Benchmark
    public Forecast observeAndForecast() {
        observe();
        return model.forecast(STEPS, QuantileLevels.STANDARD);
    }
}
