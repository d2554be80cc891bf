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

class ContentionValuesTest {

    private static final Instant ORIGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);

    /** Two hosts, three VMs, two resources. */
    private final Fleet fleet = fleet();

    @Test
    void layOutScenariosByVmThenStepThenScenario() {
        int steps = 2;
        int scenarios = 4;
        float[][] columns = new float[2][3 * steps * scenarios];
        for (int i = 0; i < columns[1].length; i++) {
            columns[1][i] = i;
        }
        Scenarios it = new Scenarios(fleet, ORIGIN, STEP, steps, scenarios, columns);

        assertThat(it.blockLength()).isEqualTo(8);
        assertThat(it.place(2)).isEqualTo(16);
        assertThat(it.offset(2)).isEqualTo(16);
        assertThat(it.demand(2, 1, 1, 3)).isEqualTo(23);
        assertThat(it.demand(1, 1, 0, 2)).isEqualTo(10);
        assertThat(it.quanta(1)[23] * it.quantum(1)).isEqualTo(23);
        assertThat(it.total(2, 1, 1) * it.quantum(1)).isEqualTo(20 + 21 + 22 + 23);
        assertThat(it.column(0)).containsOnly(0);
        assertThat(it.column(1)).isEqualTo(columns[1]).isNotSameAs(columns[1]);
    }

    @Test
    void layOutTheBlocksOfAHostSideBySide() {
        Fleet.Builder mixed = Fleet.builder(ORIGIN);
        fleet.hosts().forEach(mixed::host);
        for (int v = 0; v < 3; v++) {
            mixed.vm(fleet.vms().get(v), new HostId(v == 1 ? "a" : "b"));
        }
        float[][] columns = {{10, 11, 20, 21, 30, 31}, new float[6]};

        Scenarios it = new Scenarios(mixed.build(), ORIGIN, STEP, 1, 2, columns);

        assertThat(new int[] {it.place(0), it.place(1), it.place(2)}).containsExactly(2, 0, 4);
        assertThat(it.demand(0, 0, 0, 1)).isEqualTo(11);
        assertThat(it.demand(1, 0, 0, 0)).isEqualTo(20);
        assertThat(it.over(fleet).place(1)).isZero();
        assertThat(it.column(0)).isEqualTo(columns[0]);
    }

    /** Whatever is on a host, its demand in quanta fits if its demand in truth does. */
    @Test
    void roundDemandAndCapacityDown() {
        float[][] columns = {{0.1f, 0.2f, 0.3f}, {1e9f, 2e9f, 3e9f}};
        Scenarios it = new Scenarios(fleet, ORIGIN, STEP, 1, 1, columns);

        for (int r = 0; r < 2; r++) {
            double all = 0;
            for (int v = 0; v < 3; v++) {
                assertThat(columns[r][v] - it.demand(v, r, 0, 0)).isBetween(0.0, it.quantum(r));
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

    @Test
    void rejectDemandBelowZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scenarios(fleet, ORIGIN, STEP, 1, 1, new float[][] {{0, -1, 0}, new float[3]}))
                .withMessageContainingAll("index 1", "-1.0");
    }

    @Test
    void rejectAFleetOfOtherVms() {
        Scenarios it = new Scenarios(fleet, ORIGIN, STEP, 1, 1, new float[2][3]);
        Fleet other = Fleet.builder(ORIGIN).hosts(fleet.hosts()).build();

        assertThatIllegalArgumentException().isThrownBy(() -> it.over(other)).withMessageContainingAll("(0)", "(3");
    }

    @Test
    void rejectAFleetWhoseColumnsWouldBeTooLong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioLayout.of(fleet, 1 << 20, 1 << 10))
                .withMessageContainingAll("3221225472", "2147483647");
    }

    @Test
    void rejectScenariosThatDoNotFitTheFleet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scenarios(fleet, ORIGIN, STEP, 1, 1, new float[1][3]))
                .withMessageContainingAll("column (1)", "(2)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scenarios(fleet, ORIGIN, STEP, 1, 1, new float[2][4]))
                .withMessage("The length of a column (4) must be VMs x steps x scenarios (3).");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scenarios(fleet, ORIGIN, STEP, 0, 1, new float[2][0]))
                .withMessageContaining("at least one step (0)");
    }

    @Test
    void findContentionByHostResourceAndStep() {
        int steps = 3;
        float[] probability = new float[2 * 2 * steps];
        float[] shortfall = new float[2 * 2 * steps];
        float[] vmShortfall = new float[3 * 2 * steps];
        probability[(1 * 2 + 1) * steps + 2] = 0.5f;
        shortfall[(1 * 2 + 0) * steps + 1] = 0.25f;
        vmShortfall[(2 * 2 + 1) * steps + 0] = 0.125f;
        ContentionForecast it = new ContentionForecast(fleet, ORIGIN, STEP, steps, probability, shortfall, vmShortfall);

        assertThat(it.probability(1, 1, 2)).isEqualTo(0.5);
        assertThat(it.shortfall(1, 0, 1)).isEqualTo(0.25);
        assertThat(it.vmShortfall(2, 1, 0)).isEqualTo(0.125);
        assertThat(it.peakProbability(0)).isZero();
        assertThat(it.peakProbability(1)).isEqualTo(0.5);
        assertThat(it.isShort(0)).as("a VM on it misses something").isTrue();
        assertThat(it.isShort(1)).isTrue();
        ContentionForecast calm =
                new ContentionForecast(fleet, ORIGIN, STEP, 1, new float[4], new float[4], new float[6]);
        assertThat(calm.isShort(0)).isFalse();
        assertThat(calm.peakProbability(0)).isZero();
    }

    @Test
    void rejectContentionThatDoesNotFitTheFleet() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ContentionForecast(fleet, ORIGIN, STEP, 1, new float[4], new float[4], new float[5]))
                .withMessageContainingAll("(4, 4, 5)", "(2)", "(3)");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ContentionForecast(fleet, ORIGIN, STEP, 1, new float[4], new float[3], new float[6]));
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
