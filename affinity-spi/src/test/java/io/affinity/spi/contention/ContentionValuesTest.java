// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentionValuesTest {

    private static final Instant ORIGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);

    /** Two hosts, three VMs, two resources. */
    private final Fleet fleet = fleet();

    @Test
    void giveDemandByVmResourceStepAndScenario() {
        Scenarios it = Scenarios.of(fleet, ORIGIN, STEP, 2, 4, (v, r, t, s) -> r == 0 ? 0 : (v * 2 + t) * 4 + s);
        int[] block = new int[10];

        it.copyDemand(2, 1, block, 1);

        assertThat(it.blockLength()).isEqualTo(8);
        assertThat(it.demand(2, 1, 1, 3)).isEqualTo(23);
        assertThat(it.demand(1, 1, 0, 2)).isEqualTo(10);
        assertThat(it.demand(1, 0, 0, 2)).isZero();
        assertThat(it.quanta(2, 1, 1, 3) * it.quantum(1)).isEqualTo(23);
        assertThat(block[0]).isZero();
        assertThat(block[9]).isZero();
        for (int i = 0; i < 8; i++) {
            assertThat(block[1 + i] * it.quantum(1)).isEqualTo(16 + i);
        }
    }

    @Test
    void addUpAndTakeOffWholeBlocks() {
        Scenarios it = Scenarios.of(fleet, ORIGIN, STEP, 2, 4, (v, r, t, s) -> 100 * v + 10 * t + s);
        int[] load = new int[9];

        it.addTo(1, 0, load, 1);
        it.addTo(2, 0, load, 1);

        assertThat(load[8] * it.quantum(0)).isEqualTo(113 + 213);
        it.takeFrom(1, 0, load, 1);
        assertThat(load[8] * it.quantum(0)).isEqualTo(213);
        it.takeFrom(2, 0, load, 1);
        assertThat(load).containsOnly(0);
    }

    @Test
    void neverShowWhatCouldBeWrittenTo() {
        Scenarios it = Scenarios.of(fleet, ORIGIN, STEP, 1, 2, (v, r, t, s) -> 1 + v);
        int[] copy = new int[2];
        it.copyDemand(0, 0, copy, 0);
        int before = copy[0];
        copy[0] = 0;

        assertThat(it.quanta(0, 0, 0, 0)).isEqualTo(before).isPositive();
    }

    @Test
    void keepTheirDemandInAnotherPlacement() {
        Scenarios it = Scenarios.of(fleet, ORIGIN, STEP, 1, 2, (v, r, t, s) -> v);
        Fleet moved = fleet.withPlacement(fleet.placement().with(new VmId("v2"), new HostId("b")));

        Scenarios there = it.over(moved);

        assertThat(there.fleet()).isSameAs(moved);
        assertThat(there.demand(1, 0, 0, 1)).isEqualTo(1);
        assertThat(it.fleet()).isSameAs(fleet);
    }

    /** Whatever is on a host, its demand in quanta fits if its demand in truth does. */
    @Test
    void roundDemandAndCapacityDown() {
        float[][] demand = {{0.1f, 0.2f, 0.3f}, {1e9f, 2e9f, 3e9f}};
        Scenarios it = Scenarios.of(fleet, ORIGIN, STEP, 1, 1, (v, r, t, s) -> demand[r][v]);

        for (int r = 0; r < 2; r++) {
            double all = 0;
            for (int v = 0; v < 3; v++) {
                assertThat(demand[r][v] - it.demand(v, r, 0, 0)).isBetween(0.0, it.quantum(r));
                all += it.demand(v, r, 0, 0);
            }
            assertThat(all / it.quantum(r)).isBetween(0x1p28, 0x1p30);
        }
        assertThat(it.usable(0, 1) * it.quantum(1)).isBetween(8e9 - it.quantum(1), 8e9);
        assertThat(it.usable(0, 0)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void chooseThePowerOfTwoThatKeepsAllDemandBelowTwoToTheThirty() {
        assertThat(Scenarios.quantumOf(0)).isEqualTo(1);
        assertThat(Scenarios.quantumOf(0x1p30 - 1)).isEqualTo(1);
        assertThat(Scenarios.quantumOf(0x1p30)).isEqualTo(2);
        assertThat(Scenarios.quantumOf(400_000)).isEqualTo(0x1p-11);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scenarios.quantumOf(Double.NaN))
                .withMessageContaining("NaN");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void rejectDemandThatIsNone(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scenarios.of(fleet, ORIGIN, STEP, 2, 4, (v, r, t, s) -> v + t + s == 6 ? value : 0))
                .withMessage("The demand of VM 2 for resource 0 at step 1 in scenario 3 (" + value
                        + ") must be finite and not negative.");
    }

    @Test
    void rejectAFleetOfOtherVms() {
        Scenarios it = Scenarios.of(fleet, ORIGIN, STEP, 1, 1, (v, r, t, s) -> 0);
        Fleet other = Fleet.builder(ORIGIN).hosts(fleet.hosts()).build();

        assertThatIllegalArgumentException().isThrownBy(() -> it.over(other)).withMessageContainingAll("(0)", "(3");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "65536, 1", "1, 65536", "40000, 60000"})
    void rejectNumbersOfStepsAndScenariosThatAreTooSmallOrTooLarge(int steps, int scenarios) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scenarios.of(fleet, ORIGIN, STEP, steps, scenarios, (v, r, t, s) -> 0));
    }

    @Test
    void findContentionByHostResourceAndStep() {
        ContentionForecast it = ContentionForecast.builder(fleet, ORIGIN, STEP, 3)
                .probability(1, 1, 2, 0.5)
                .shortfall(1, 0, 1, 0.25)
                .vmShortfall(2, 1, 0, 0.125)
                .build();

        assertThat(it.probability(1, 1, 2)).isEqualTo(0.5);
        assertThat(it.shortfall(1, 0, 1)).isEqualTo(0.25);
        assertThat(it.vmShortfall(2, 1, 0)).isEqualTo(0.125);
        assertThat(it.vmShortfall(2, 1, 1)).isZero();
        assertThat(it.peakProbability(0)).isZero();
        assertThat(it.peakProbability(1)).isEqualTo(0.5);
        assertThat(it.weight(0)).isEqualTo(1);
        assertThat(it.isShort(0)).as("a VM on it misses something").isTrue();
        assertThat(it.isShort(1)).isTrue();
        ContentionForecast calm =
                ContentionForecast.builder(fleet, ORIGIN, STEP, 1).build();
        assertThat(calm.isShort(0)).isFalse();
        assertThat(calm.peakProbability(0)).isZero();
    }

    @Test
    void keepTheirNumbersWhenTheBuilderGoesOn() {
        ContentionForecast.Builder builder = ContentionForecast.builder(fleet, ORIGIN, STEP, 1);
        ContentionForecast before = builder.build();

        builder.probability(0, 0, 0, 1).vmShortfall(0, 0, 0, 1).shortfall(0, 0, 0, 1);

        assertThat(before.isShort(0)).isFalse();
        assertThat(before.probability(0, 0, 0)).isZero();
        assertThat(builder.build().probability(0, 0, 0)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void rejectContentionThatIsNoShare(double value) {
        ContentionForecast.Builder builder = ContentionForecast.builder(fleet, ORIGIN, STEP, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.probability(0, 0, 0, value))
                .withMessage("The probability (" + value + ") must be from 0 to 1.");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.shortfall(0, 0, 0, value));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.vmShortfall(0, 0, 0, value));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void rejectAHorizonThatIsNone(int steps) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContentionForecast.builder(fleet, ORIGIN, STEP, steps))
                .withMessageContaining("(" + steps + ")");
    }

    private static Fleet fleet() {
        ResourceSet resources = ResourceSet.of(Resource.CPU, Resource.MEMORY);
        Fleet.Builder builder = Fleet.builder(ORIGIN);
        for (String id : new String[] {"a", "b"}) {
            builder.host(Host.of(new HostId(id), ResourceVector.of(resources, 8, 8e9)));
        }
        for (String id : new String[] {"v1", "v2", "v3"}) {
            builder.vm(Vm.of(new VmId(id), ResourceVector.of(resources, 1, 1e9)), new HostId("a"));
        }
        return builder.build();
    }
}
