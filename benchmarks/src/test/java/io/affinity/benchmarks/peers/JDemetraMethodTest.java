// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.benchmarks.series.NamedSeries;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JDemetraMethodTest {

    @Test
    void aMeanAndAGapGiveTheSameForecastsAsOurs() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        double[] values = new double[120];
        double last = 0;
        for (int i = 0; i < values.length; i++) {
            last = 0.7 * last + random.nextDouble() - 0.5;
            values[i] = i % 17 == 5 ? Double.NaN : 100 + last;
        }
        Task task = new Task(new NamedSeries("a", values), new double[5], List.of());
        PeerOrder order = new PeerOrder(List.of(1, 0, 0), List.of(0, 0, 0));

        SeriesAnswer theirs =
                JDemetraMethod.of("jdemetra", order).answers(List.of(task)).get(0);
        SeriesAnswer ours =
                OurMethods.maximumLikelihood(order).answers(List.of(task)).get(0);

        assertThat(theirs.forecast()).as(theirs.text()).isNotNull();
        assertThat(theirs.logLikelihood()).isEqualTo(ours.logLikelihood(), within(1e-4));
        for (int step = 0; step < 5; step++) {
            assertThat(theirs.forecast().mean(step)).isEqualTo(ours.forecast().mean(step), within(1e-2));
            assertThat(theirs.forecast().quantile(4, step))
                    .isEqualTo(ours.forecast().quantile(4, step), within(2e-2));
        }
    }
}
