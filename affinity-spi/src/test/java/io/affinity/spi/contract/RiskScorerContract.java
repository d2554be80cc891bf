// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.risk.RiskScorer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link RiskScorer} promises. Extend it, and hand over the scorer:
 *
 * <pre>{@code
 * class ShortfallScorerContractTest extends RiskScorerContract {
 *     @Override
 *     protected RiskScorer scorer() {
 *         return new ShortfallScorer();
 *     }
 * }
 * }</pre>
 *
 * <p>What a score means is the scorer's own business and is not tested here.
 */
public abstract class RiskScorerContract {

    private static final Instant ORIGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);

    /** {@return the scorer under test} */
    protected abstract RiskScorer scorer();

    @Test
    void hasANameThatUsersCanChooseItBy() {
        PluginName.check(RiskScorer.class, scorer());
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 1", "1, 1, 1", "1, 6, 12", "3, 1, 6", "5, 40, 12", "2, 7, 288"})
    void givesEachVmAFiniteScore(int hosts, int vms, int steps) {
        ContentionForecast contention = random(fleet(hosts, vms), steps, 1);

        assertThat(scores(contention)).hasSize(vms).doesNotContain(Double.NaN);
        for (double score : scores(contention)) {
            assertThat(score).isFinite();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void givesFiniteScoresAtBothEndsOfTheRange(double value) {
        ContentionForecast contention = forecast(fleet(3, 9), 12, () -> value);

        for (double score : scores(contention)) {
            assertThat(score).isFinite();
        }
    }

    @Test
    void doesNotReadWhatTheColumnHeldBefore() {
        ContentionForecast contention = random(fleet(3, 9), 12, 3);
        double[] expected = scores(contention);
        double[] scores = new double[9];
        Arrays.fill(scores, Double.NaN);

        scorer().score(contention, scores);

        assertThat(scores).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 10})
    void rejectsAColumnOfTheWrongLength(int length) {
        ContentionForecast contention = random(fleet(3, 9), 12, 4);

        assertThatThrownBy(() -> scorer().score(contention, new double[length]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givesTheSameScoresOnEveryThread() {
        RiskScorer scorer = scorer();
        ContentionForecast contention = random(fleet(4, 50), 12, 6);
        List<Double> expected = boxed(scores(contention));

        List<List<Double>> scored = Concurrently.call(thread -> {
            double[] scores = new double[50];
            for (int i = 0; i < 20; i++) {
                scorer.score(random(fleet(2, 5), 6, thread), new double[5]);
                scorer.score(contention, scores);
            }
            return boxed(scores);
        });

        assertThat(scored).containsOnly(expected);
    }

    @Test
    void allocatesNothingForEachVm() {
        if (ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                && threads.isThreadAllocatedMemorySupported()) {
            long few = allocatedBytes(threads, 100);
            long many = allocatedBytes(threads, 4100);

            assertThat(many - few).as("bytes allocated for 4000 more VMs").isLessThan(4000);
        }
    }

    private long allocatedBytes(com.sun.management.ThreadMXBean threads, int vms) {
        RiskScorer scorer = scorer();
        ContentionForecast contention = random(fleet(10, vms), 3, 7);
        double[] scores = new double[vms];
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            scorer.score(contention, scores);
            least = Math.min(
                    least,
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        return least;
    }

    private double[] scores(ContentionForecast contention) {
        double[] scores = new double[contention.fleet().vms().size()];
        scorer().score(contention, scores);
        return scores;
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static Fleet fleet(int hosts, int vms) {
        ResourceSet resources = ResourceSet.of(Resource.CPU, Resource.MEMORY);
        Priority[] priorities = {Priority.LOW, Priority.NORMAL, Priority.HIGH, Priority.CRITICAL};
        Fleet.Builder fleet = Fleet.builder(ORIGIN);
        for (int host = 0; host < hosts; host++) {
            fleet.host(Host.of(new HostId("host-" + host), ResourceVector.of(resources, 16, 64e9)));
        }
        for (int vm = 0; vm < vms; vm++) {
            fleet.vm(
                    Vm.of(new VmId("vm-" + vm), ResourceVector.of(resources, 2, 4e9))
                            .withPriority(priorities[vm % priorities.length]),
                    new HostId("host-" + vm % hosts));
        }
        return fleet.build();
    }

    /** Zero in about half of the places. */
    private static ContentionForecast random(Fleet fleet, int steps, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return forecast(fleet, steps, () -> Math.max(0, random.nextDouble(-1, 1)));
    }

    private static ContentionForecast forecast(Fleet fleet, int steps, DoubleSupplier values) {
        ContentionForecast.Builder forecast = ContentionForecast.builder(fleet, ORIGIN, STEP, steps);
        for (int r = 0; r < fleet.resources().size(); r++) {
            for (int t = 0; t < steps; t++) {
                for (int h = 0; h < fleet.hosts().size(); h++) {
                    forecast.probability(h, r, t, values.getAsDouble());
                    forecast.shortfall(h, r, t, values.getAsDouble());
                }
                for (int v = 0; v < fleet.vms().size(); v++) {
                    forecast.vmShortfall(v, r, t, values.getAsDouble());
                }
            }
        }
        return forecast.build();
    }
}
