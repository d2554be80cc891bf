// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RelativeEtsTest {

    private final Random random = new Random(20260112);

    @Test
    void observesWithoutAllocating() {
        assertAllocatesNothing(fitted("MAM"));
        assertAllocatesNothing(fitted("MAdN"));
        assertAllocatesNothing(fitted("AAdA"));
    }

    @Test
    void goesOnFromBytesWithASeasonOfFactors() {
        FittedModel model = fitted("MAM");
        byte[] bytes = new Ets().encode(model);

        FittedModel decoded = new Ets().decode(bytes, List.of());
        decoded.observe(70);
        model.observe(70);

        assertThat(decoded.description()).isEqualTo(model.description()).contains("MAM");
        assertThat(new Ets().encode(decoded)).isEqualTo(new Ets().encode(model));
    }

    private static void assertAllocatesNothing(FittedModel model) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        model.observe(70);
        threads.getThreadAllocatedBytes(Thread.currentThread().getId());

        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < 10_000; i++) {
            model.observe(i % 7 == 0 ? Double.NaN : 70 + i % 5);
        }
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

        // Not per observation: the virtual machine itself may book a few kilobytes on this thread.
        assertThat(allocated).as(model.description()).isLessThan(10_000);
    }

    private FittedModel fitted(String spec) {
        double[] values = new double[200];
        Arrays.setAll(values, i -> (60 + 20 * Math.sin(i * Math.PI / 6)) * (1 + 0.05 * random.nextGaussian()));
        ForecastRequest request = ForecastRequest.of(TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), values), 12);
        FitResult result = new Ets().withSpec(EtsSpec.parse(spec)).fit(request);
        return ((FitResult.Fitted) result).model();
    }
}
