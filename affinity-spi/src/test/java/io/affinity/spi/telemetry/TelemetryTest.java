// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TelemetryTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);
    private static final HostId A = new HostId("a");
    private static final HostId B = new HostId("b");
    private static final VmId V1 = new VmId("v1");
    private static final VmId V2 = new VmId("v2");

    private final World world = new World();

    @Test
    void ofOneObjectReadsItsHostsOnceInEachObservation() {
        Observation observation = Telemetry.of(world).observe();

        assertThat(world.asked).containsExactly("inventory", "rules", "demand");
        assertThat(observation.fleet().observedAt()).isEqualTo(NOON);
        assertThat(observation.fleet().policies())
                .extracting(LocationPolicy::name)
                .containsExactly("own");
        assertThat(observation.demand(0, 0)).isEqualTo(1);
    }

    @Test
    void needsNoRules() {
        assertThat(Telemetry.of(world, world).observe().fleet().policies()).isEmpty();
        assertThat(world.asked).containsExactly("inventory", "demand");
    }

    @Test
    void putsTheRulesOfSeveralSourcesTogether() {
        assertThat(Telemetry.of(world, world, world, new OneRule("other", "theirs"))
                        .observe()
                        .fleet()
                        .policies())
                .extracting(LocationPolicy::name)
                .containsExactly("own", "theirs");
    }

    @Test
    void refusesTwoPoliciesOfOneName() {
        Telemetry telemetry = Telemetry.of(world, world, world, new OneRule("other", "own"));

        assertThatExceptionOfType(TelemetryException.class)
                .isThrownBy(telemetry::observe)
                .withMessage("Two location policies have the name (own), of the rule sources world and other.");
    }

    @Test
    void leavesOutVmsThatTheInventoryDoesNotHaveAndMissesThoseThatWereNotMeasured() {
        world.demand = Demand.builder(NOON, ResourceSet.of(Resource.NETWORK, Resource.CPU))
                .put(new VmId("gone"), Resource.CPU, 9)
                .put(V1, Resource.NETWORK, 9)
                .put(V1, Resource.CPU, 2)
                .build();

        Observation observation = Telemetry.of(world).observe();

        assertThat(observation.demand(0, 0)).isEqualTo(2);
        assertThat(observation.demand(0, 1)).isNaN();
        assertThat(observation.demand(1, 0)).isNaN();
    }

    @Test
    void doesNotBelieveTheDemandOfAVmWhoseHostDoesNotAnswer() {
        world.stateOfB = HostState.UNAVAILABLE;

        Observation observation = Telemetry.of(world).observe();

        assertThat(observation.demand(0, 0)).isEqualTo(1);
        assertThat(observation.demand(1, 0)).isNaN();
    }

    @Test
    void saysWhenDemandWasMeasured() {
        Instant before = NOON.minusSeconds(90);
        world.demand = Demand.builder(before, RESOURCES).build();

        Observation observation = Telemetry.of(world).observe();

        assertThat(observation.measuredAt()).isEqualTo(before);
        assertThat(observation.fleet().observedAt()).isEqualTo(NOON);
    }

    @Test
    void asksForThePastInOneCall() {
        HistoryRequest request = request(3);

        assertThat(Telemetry.of(world).history(request).request()).isEqualTo(request);
        assertThat(world.asked).containsExactly("history");
    }

    @Test
    void refusesTheAnswerToAnotherRequest() {
        world.past = PastDemand.unknown(request(2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Telemetry.of(world).history(request(3)))
                .withMessageContainingAll("The demand source world answered (2 values", "must answer (3 values");
    }

    @Test
    void observesDemandByVmAndResource() {
        Fleet fleet = world.inventory().with(Rules.NONE);
        double[] demand = {1, 2, 3, Double.NaN};
        Observation observation = Observation.of(fleet, demand);

        demand[0] = 99;

        assertThat(observation.demand(0, 0)).isEqualTo(1);
        assertThat(observation.demand(1, 0)).isEqualTo(3);
        assertThat(observation.demand(1, 1)).isNaN();
        assertThat(observation.measuredAt()).isEqualTo(NOON);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Observation.of(fleet, new double[3]))
                .withMessage("The number of demand values (3) must be VMs x resources (4).");
    }

    private static HistoryRequest request(int length) {
        return new HistoryRequest(List.of(V1), RESOURCES, NOON, Duration.ofMinutes(5), length);
    }

    private record OneRule(String name, String policy) implements RuleSource {

        @Override
        public Rules rules(Inventory inventory) {
            return new Rules(
                    List.of(new LocationPolicy.Pinned(policy, Strength.hard(), Scope.CONTINUOUS, V1, A)), List.of());
        }
    }

    /** VM v1 runs on host a and v2 on b; both want one core. */
    private static final class World implements InventorySource, RuleSource, DemandSource {

        private final List<String> asked = new ArrayList<>();
        private HostState stateOfB = HostState.AVAILABLE;
        private Demand demand = Demand.builder(NOON, RESOURCES)
                .put(V1, Resource.CPU, 1)
                .put(V2, Resource.CPU, 1)
                .build();
        private PastDemand past = PastDemand.unknown(request(3));

        @Override
        public String name() {
            return "world";
        }

        @Override
        public Inventory inventory() {
            asked.add("inventory");
            return Inventory.builder(NOON)
                    .host(Host.of(A, ResourceVector.of(RESOURCES, 8, 8e9)))
                    .host(Host.of(B, ResourceVector.of(RESOURCES, 8, 8e9)).withState(stateOfB))
                    .vm(Vm.of(V1, ResourceVector.of(RESOURCES, 1, 1e9)), A)
                    .vm(Vm.of(V2, ResourceVector.of(RESOURCES, 1, 1e9)), B)
                    .build();
        }

        @Override
        public Rules rules(Inventory inventory) {
            asked.add("rules");
            return new OneRule("world", "own").rules(inventory);
        }

        @Override
        public Demand demand(Inventory inventory) {
            asked.add("demand");
            return demand;
        }

        @Override
        public PastDemand history(HistoryRequest request) {
            asked.add("history");
            return past;
        }
    }
}
