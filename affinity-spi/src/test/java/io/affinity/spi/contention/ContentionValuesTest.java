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
        assertThat(it.offset(2)).isEqualTo(16);
        assertThat(it.demand(2, 1, 1, 3)).isEqualTo(23);
        assertThat(it.demand(1, 1, 0, 2)).isEqualTo(10);
        assertThat(it.column(1)).isSameAs(columns[1]);
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
