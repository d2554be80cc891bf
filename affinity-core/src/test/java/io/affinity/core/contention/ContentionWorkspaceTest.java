// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import static io.affinity.core.fixture.SmallFleet.demand;
import static io.affinity.core.fixture.SmallFleet.fleet;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.affinity.core.risk.ExpectedShortfallScorer;
import io.affinity.core.risk.FleetScoring;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentionWorkspaceTest {

    private static final int HOSTS = 70;
    private static final int VMS = 500;
    private static final int STEPS = 4;
    private static final int SCENARIOS = 16;

    /** On hosts of 20 cores, about seven VMs of up to six. */
    private static Scenarios scenarios(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Fleet.Builder builder = fleet();
        for (int h = 0; h < HOSTS; h++) {
            builder.host(host("h" + h, 20, 400));
        }
        for (int v = 0; v < VMS; v++) {
            builder.vm(vm("v" + v, 8, 32), id("h" + random.nextInt(HOSTS)));
        }
        float[][] columns = new float[2][VMS * STEPS * SCENARIOS];
        for (int i = 0; i < columns[0].length; i++) {
            columns[0][i] = (float) random.nextDouble(0, 6);
            columns[1][i] = (float) random.nextDouble(1e9, 24e9);
        }
        return demand(builder.build(), STEPS, SCENARIOS, columns);
    }

    /** Every number counted again one by one, in doubles. */
    @Test
    void countsWhatThePlainFormulaSays() {
        Scenarios scenarios = scenarios(1);
        Fleet fleet = scenarios.fleet();
        ContentionForecast found = new ContentionWorkspace(1).estimate(scenarios);
        int contended = 0;
        for (int h = 0; h < HOSTS; h++) {
            int host = h;
            int[] vms = IntStream.range(0, VMS)
                    .filter(v -> fleet.hostIndexOf(v) == host)
                    .toArray();
            for (int t = 0; t < STEPS; t++) {
                double[] lost = new double[vms.length];
                double[] wanted = new double[vms.length];
                int exceeded = 0;
                for (int s = 0; s < SCENARIOS; s++) {
                    double load = 0;
                    for (int vm : vms) {
                        load += scenarios.demand(vm, 0, t, s);
                    }
                    exceeded += load > 20 ? 1 : 0;
                    for (int i = 0; i < vms.length; i++) {
                        wanted[i] += scenarios.demand(vms[i], 0, t, s);
                        lost[i] += load > 20 ? scenarios.demand(vms[i], 0, t, s) * (1 - 20 / load) : 0;
                    }
                }
                assertThat(found.probability(h, 0, t)).isEqualTo((double) exceeded / SCENARIOS);
                for (int i = 0; i < vms.length; i++) {
                    assertThat(found.vmShortfall(vms[i], 0, t)).isCloseTo(lost[i] / wanted[i], within(1e-5));
                }
                contended += exceeded;
            }
        }
        assertThat(contended).isBetween(HOSTS, HOSTS * STEPS * SCENARIOS * 3 / 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void scoresTheSameBitsOnAnyNumberOfThreads(int threads) {
        for (long seed = 1; seed <= 5; seed++) {
            FleetScoring alone = new FleetScoring(new ExpectedShortfallScorer(), 1);
            FleetScoring together = new FleetScoring(new ExpectedShortfallScorer(), threads);

            alone.score(scenarios(seed));
            together.score(scenarios(seed));
            for (int v = 0; v < VMS; v++) {
                assertThat(together.scoreOf(v)).isEqualTo(alone.scoreOf(v));
            }
            assertThat(together.report(0).scores()).isEqualTo(alone.report(0).scores());
        }
    }

    @Test
    void forgetsWhatItsColumnsHeldBefore() {
        ContentionWorkspace used = new ContentionWorkspace(1);
        used.estimate(scenarios(1));
        Scenarios other = scenarios(2);
        used.estimate(other);
        used.estimate(halved(other));
        ContentionForecast again = used.estimate(other);
        ContentionForecast fresh = new ContentionWorkspace(1).estimate(other);

        for (int h = 0; h < HOSTS; h++) {
            assertThat(again.isShort(h)).isEqualTo(fresh.isShort(h));
            for (int t = 0; t < STEPS; t++) {
                assertThat(again.probability(h, 0, t)).isEqualTo(fresh.probability(h, 0, t));
                assertThat(again.shortfall(h, 1, t)).isEqualTo(fresh.shortfall(h, 1, t));
            }
        }
        for (int v = 0; v < VMS; v++) {
            assertThat(again.vmShortfall(v, 0, 0)).isEqualTo(fresh.vmShortfall(v, 0, 0));
        }
    }

    /** The same fleet, in which hardly a host is short. */
    private static Scenarios halved(Scenarios scenarios) {
        ScenarioDraft draft = ScenarioDraft.changing(scenarios);
        int[] block = new int[scenarios.blockLength()];
        for (int r = 0; r < 2; r++) {
            for (int v = 0; v < VMS; v++) {
                scenarios.copyDemand(v, r, block, 0);
                draft.set(v, r, Arrays.stream(block).map(quanta -> quanta / 2).toArray(), 0);
            }
        }
        return draft.build();
    }

    @Test
    void judgesTheSameFleetWithLessDemandAsIfItWereNew() {
        ContentionWorkspace used = new ContentionWorkspace(1);
        Scenarios high = scenarios(4);
        Scenarios low = halved(high);
        used.estimate(high);

        ContentionForecast found = used.estimate(low);

        ContentionForecast fresh = new ContentionWorkspace(1).estimate(low);
        for (int h = 0; h < HOSTS; h++) {
            assertThat(found.isShort(h)).isEqualTo(fresh.isShort(h));
            assertThat(found.peakProbability(h)).isEqualTo(fresh.peakProbability(h));
        }
        for (int v = 0; v < VMS; v++) {
            for (int t = 0; t < STEPS; t++) {
                assertThat(found.vmShortfall(v, 0, t)).isEqualTo(fresh.vmShortfall(v, 0, t));
            }
        }
    }

    @Test
    void allocatesNothingOnceItHasSeenAFleet() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        FleetScoring scoring = new FleetScoring(new ExpectedShortfallScorer(), 1);
        Scenarios scenarios = scenarios(3);
        double sum = 0;
        for (int i = 0; i < 50; i++) {
            scoring.score(scenarios);
            sum += scoring.scoreOf(i);
        }

        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < 200; i++) {
            scoring.score(scenarios);
            sum += scoring.scoreOf(i % VMS);
        }
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

        assertThat(sum).isPositive();
        assertThat(allocated).as("bytes allocated in 200 calls").isLessThan(200 * 16);
    }

    @Test
    void refusesToWorkWithoutAThread() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContentionWorkspace(0))
                .withMessageContaining("(0)");
    }
}
