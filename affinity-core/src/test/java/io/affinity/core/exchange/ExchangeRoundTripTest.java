// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExchangeRoundTripTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFleetComesBackAsItWas(long seed) throws Exception {
        Fleet fleet = new RandomValues(seed).fleet();
        byte[] bytes = Exchange.encode(fleet);

        Fleet back = Exchange.fleet(bytes);

        assertSame(back, fleet);
        assertThat(Exchange.encode(back)).isEqualTo(bytes);
    }

    private static void assertSame(Fleet back, Fleet fleet) {
        assertThat(back.observedAt()).isEqualTo(fleet.observedAt());
        assertThat(back.resources()).isEqualTo(fleet.resources());
        assertThat(back.topology()).isEqualTo(fleet.topology());
        assertThat(back.hosts()).isEqualTo(fleet.hosts());
        assertThat(back.vms()).isEqualTo(fleet.vms());
        assertThat(back.placement()).isEqualTo(fleet.placement());
        assertThat(back.policies()).isEqualTo(fleet.policies());
        assertThat(back.budgets()).isEqualTo(fleet.budgets());
        assertThat(back.holds()).isEqualTo(fleet.holds());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anObservationComesBackBitByBit(long seed) throws Exception {
        Observation observation = new RandomValues(seed).observation();
        byte[] bytes = Exchange.encode(observation);

        Observation back = Exchange.observation(bytes);

        assertSame(back.fleet(), observation.fleet());
        for (int v = 0; v < back.fleet().vms().size(); v++) {
            for (int r = 0; r < back.fleet().resources().size(); r++) {
                assertThat(Double.doubleToRawLongBits(back.demand(v, r)))
                        .isEqualTo(Double.doubleToRawLongBits(observation.demand(v, r)));
            }
        }
        assertThat(Exchange.encode(back)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void scenariosComeBackAsTheyWere(long seed) throws Exception {
        Scenarios scenarios = new RandomValues(seed).scenarios();
        byte[] bytes = Exchange.encode(scenarios);

        Scenarios back = Exchange.scenarios(bytes);

        assertSame(back, scenarios);
        assertThat(Exchange.encode(back)).isEqualTo(bytes);
    }

    private static void assertSame(Scenarios back, Scenarios scenarios) {
        assertSame(back.fleet(), scenarios.fleet());
        assertThat(back.origin()).isEqualTo(scenarios.origin());
        assertThat(back.step()).isEqualTo(scenarios.step());
        assertThat(back.steps()).isEqualTo(scenarios.steps());
        assertThat(back.scenarios()).isEqualTo(scenarios.scenarios());
        for (int r = 0; r < back.fleet().resources().size(); r++) {
            assertThat(back.quantum(r)).isEqualTo(scenarios.quantum(r));
            int[] block = new int[back.blockLength()];
            int[] expected = new int[back.blockLength()];
            for (int v = 0; v < back.fleet().vms().size(); v++) {
                back.copyDemand(v, r, block, 0);
                scenarios.copyDemand(v, r, expected, 0);
                assertThat(block).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aContentionForecastComesBackAsItWas(long seed) throws Exception {
        ContentionForecast contention = new RandomValues(seed).contention();
        byte[] bytes = Exchange.encode(contention);

        ContentionForecast back = Exchange.contention(bytes);

        Fleet fleet = contention.fleet();
        assertSame(back.fleet(), fleet);
        assertThat(back.origin()).isEqualTo(contention.origin());
        assertThat(back.step()).isEqualTo(contention.step());
        assertThat(back.steps()).isEqualTo(contention.steps());
        for (int r = 0; r < fleet.resources().size(); r++) {
            for (int t = 0; t < contention.steps(); t++) {
                for (int h = 0; h < fleet.hosts().size(); h++) {
                    assertThat(back.isShort(h)).isEqualTo(contention.isShort(h));
                    assertThat(back.probability(h, r, t)).isEqualTo(contention.probability(h, r, t));
                    assertThat(back.shortfall(h, r, t)).isEqualTo(contention.shortfall(h, r, t));
                }
                for (int v = 0; v < fleet.vms().size(); v++) {
                    assertThat(back.weight(v)).isEqualTo(contention.weight(v));
                    assertThat(back.vmShortfall(v, r, t)).isEqualTo(contention.vmShortfall(v, r, t));
                }
            }
        }
        assertThat(Exchange.encode(back)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void reportsResultsAndPlansComeBackEqual(long seed) throws Exception {
        RandomValues values = new RandomValues(seed);
        var risk = values.risk();
        var result = values.result();
        var plan = values.plan();

        assertThat(Exchange.risk(Exchange.encode(risk))).isEqualTo(risk);
        assertThat(Exchange.result(Exchange.encode(result))).isEqualTo(result);
        assertThat(Exchange.plan(Exchange.encode(plan))).isEqualTo(plan);
        assertThat(Exchange.encode(Exchange.result(Exchange.encode(result)))).isEqualTo(Exchange.encode(result));
        assertThat(Exchange.encode(Exchange.plan(Exchange.encode(plan)))).isEqualTo(Exchange.encode(plan));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aProblemComesBackWithTheTermsThatItNames(long seed) throws Exception {
        PlacementProblem problem = new RandomValues(seed).problem();
        byte[] bytes = Exchange.encode(problem);

        PlacementProblem back = Exchange.problem(bytes, List.of(RandomValues.TERM));

        assertSame(back.scenarios(), problem.scenarios());
        assertThat(back.weights()).isEqualTo(problem.weights());
        assertThat(back.migrationCosts()).isEqualTo(problem.migrationCosts());
        assertThat(back.bannedTargets()).isEqualTo(problem.bannedTargets());
        assertThat(back.reliefOnly()).containsExactlyElementsOf(problem.reliefOnly());
        assertThat(back.terms()).isEqualTo(problem.terms());
        assertThat(Exchange.encode(back)).isEqualTo(bytes);
    }

    @Test
    void aFleetWithoutVmsComesBack() throws Exception {
        Fleet full = new RandomValues(1).fleet();
        Fleet empty = Fleet.builder(full.observedAt()).hosts(full.hosts()).build();
        Scenarios scenarios = Scenarios.of(
                empty, empty.observedAt(), Duration.ofMinutes(5), 65_535, 32_767, (v, r, t, s) -> Double.NaN);

        assertThat(Exchange.fleet(Exchange.encode(empty)).vms()).isEmpty();
        assertThat(Exchange.scenarios(Exchange.encode(scenarios)).steps()).isEqualTo(65_535);
    }
}
