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
        ContentionForecast contention =
                Columns.random(fleet(hosts, vms), steps, 1).forecast();

        assertThat(scores(contention)).hasSize(vms).doesNotContain(Double.NaN);
        for (double score : scores(contention)) {
            assertThat(score).isFinite();
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0x1.fffffep-1f})
    void givesFiniteScoresAtBothEndsOfTheRange(float value) {
        Columns columns = Columns.random(fleet(3, 9), 12, 2);
        Arrays.fill(columns.probability(), value);
        Arrays.fill(columns.shortfall(), value);
        Arrays.fill(columns.vmShortfall(), value);

        for (double score : scores(columns.forecast())) {
            assertThat(score).isFinite();
        }
    }

    @Test
    void doesNotReadWhatTheColumnHeldBefore() {
        ContentionForecast contention = Columns.random(fleet(3, 9), 12, 3).forecast();
        double[] expected = scores(contention);
        double[] scores = new double[9];
        Arrays.fill(scores, Double.NaN);

        scorer().score(contention, scores);

        assertThat(scores).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 10})
    void rejectsAColumnOfTheWrongLength(int length) {
        ContentionForecast contention = Columns.random(fleet(3, 9), 12, 4).forecast();

        assertThatThrownBy(() -> scorer().score(contention, new double[length]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesTheForecastAsItIs() {
        Columns columns = Columns.random(fleet(3, 9), 12, 5);

        scorer().score(columns.forecast(), new double[9]);

        Columns untouched = Columns.random(fleet(3, 9), 12, 5);
        assertThat(columns.probability()).containsExactly(untouched.probability());
        assertThat(columns.shortfall()).containsExactly(untouched.shortfall());
        assertThat(columns.vmShortfall()).containsExactly(untouched.vmShortfall());
    }

    @Test
    void givesTheSameScoresOnEveryThread() {
        RiskScorer scorer = scorer();
        ContentionForecast contention = Columns.random(fleet(4, 50), 12, 6).forecast();
        List<Double> expected = boxed(scores(contention));

        List<List<Double>> scored = Concurrently.call(thread -> {
            double[] scores = new double[50];
            for (int i = 0; i < 20; i++) {
                scorer.score(Columns.random(fleet(2, 5), 6, thread).forecast(), new double[5]);
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
        ContentionForecast contention = Columns.random(fleet(10, vms), 3, 7).forecast();
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

    /** The columns of a contention forecast, kept at hand. */
    private record Columns(Fleet fleet, int steps, float[] probability, float[] shortfall, float[] vmShortfall) {

        static Columns random(Fleet fleet, int steps, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int perRow = fleet.resources().size() * steps;
            float[] probability = new float[fleet.hosts().size() * perRow];
            float[] shortfall = new float[probability.length];
            float[] vmShortfall = new float[fleet.vms().size() * perRow];
            for (int i = 0; i < probability.length; i++) {
                probability[i] = Math.max(0, (float) random.nextDouble(-1, 1));
                shortfall[i] = probability[i] * (float) random.nextDouble(0, 0.5);
            }
            for (int i = 0; i < vmShortfall.length; i++) {
                vmShortfall[i] = Math.max(0, (float) random.nextDouble(-1, 1));
            }
            return new Columns(fleet, steps, probability, shortfall, vmShortfall);
        }

        ContentionForecast forecast() {
            return new ContentionForecast(fleet, ORIGIN, STEP, steps, probability, shortfall, vmShortfall);
        }
    }
}
