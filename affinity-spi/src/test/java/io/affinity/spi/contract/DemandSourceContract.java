// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link DemandSource} promises. Extend it, and hand over a source and an inventory with a VM that it measures:
 *
 * <pre>{@code
 * class MyDemandContractTest extends DemandSourceContract {
 *     @Override
 *     protected DemandSource source() {
 *         return new MyDemand(folder);
 *     }
 *
 *     @Override
 *     protected Inventory inventory(DemandSource source) {
 *         return new MyInventory(folder).inventory();
 *     }
 * }
 * }</pre>
 *
 * <p>Whether demand is plausible is not tested here: sources report what they measured. A source whose time does not pass by
 * itself overrides {@link #passTime}.
 */
public abstract class DemandSourceContract {

    private static final Duration STEP = Duration.ofMinutes(5);

    /** {@return the source under test, new} */
    protected abstract DemandSource source();

    /**
     * {@return the inventory now, with at least one VM that the source measures}
     *
     * @param source what {@link #source()} gave, as one object may be both
     */
    protected abstract Inventory inventory(DemandSource source);

    /**
     * Lets one step pass between two measurements of {@code source}; does nothing unless overridden.
     *
     * @param source what {@link #source()} gave
     */
    protected void passTime(DemandSource source) {}

    @Test
    void hasANameThatUsersCanChooseItBy() {
        PluginName.check(DemandSource.class, source());
    }

    @Test
    void measuresAVmOfTheInventory() {
        DemandSource source = source();
        Inventory inventory = inventory(source);

        assertThat(values(source.demand(inventory), inventory))
                .as("at least one of them is measured")
                .anyMatch(value -> !Double.isNaN(value));
    }

    @Test
    void givesTheSameDemandForTheSameInventory() {
        DemandSource source = source();
        Inventory inventory = inventory(source);
        Demand first = source.demand(inventory);
        Demand second = source.demand(inventory);

        if (second.measuredAt().equals(first.measuredAt())) {
            assertThat(values(second, inventory)).isEqualTo(values(first, inventory));
        }
    }

    @Test
    void neverGoesBackInTime() {
        DemandSource source = source();
        Instant last = Instant.MIN;

        for (int i = 0; i < 4; i++) {
            Instant at = source.demand(inventory(source)).measuredAt();
            assertThat(at).isAfterOrEqualTo(last);
            last = at;
            passTime(source);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 100})
    void answersExactlyTheHistoryAskedFor(int length) {
        DemandSource source = source();
        Inventory inventory = inventory(source);

        for (Duration step : List.of(STEP, Duration.ofSeconds(7), Duration.ofDays(1))) {
            Instant start = inventory.observedAt().minus(step.multipliedBy(length));
            HistoryRequest request = new HistoryRequest(vms(inventory), inventory.resources(), start, step, length);

            assertThat(source.history(request).request()).isEqualTo(request);
        }
    }

    @Test
    void answersForManyVmsAsForEachOfThem() {
        DemandSource source = source();
        Inventory inventory = inventory(source);
        HistoryRequest many = before(inventory, vms(inventory));
        PastDemand ofMany = source.history(many);

        for (VmId vm : many.vms()) {
            PastDemand ofOne = source.history(before(inventory, List.of(vm)));
            for (Resource resource : inventory.resources().resources()) {
                assertThat(ofMany.series(vm, resource)).isEqualTo(ofOne.series(vm, resource));
            }
        }
    }

    @Test
    void answersForNoVms() {
        DemandSource source = source();
        HistoryRequest nobody = before(inventory(source), List.of());

        assertThat(source.history(nobody).request()).isEqualTo(nobody);
    }

    @Test
    void knowsNothingOfTheFuture() {
        DemandSource source = source();
        Inventory inventory = inventory(source);
        Instant start = inventory.observedAt().plus(Duration.ofDays(3650));

        assertUnknown(source.history(
                new HistoryRequest(vms(inventory), inventory.resources(), start, Duration.ofHours(1), 10)));
    }

    @Test
    void knowsNothingOfAVmItHasNeverSeen() {
        DemandSource source = source();
        Inventory inventory = inventory(source);

        assertUnknown(source.history(before(inventory, List.of(new VmId("a-vm-that-nobody-has-ever-seen")))));
    }

    private static HistoryRequest before(Inventory inventory, List<VmId> vms) {
        Instant start = inventory.observedAt().minus(STEP.multipliedBy(24));
        return new HistoryRequest(vms, inventory.resources(), start, STEP, 24);
    }

    private static List<VmId> vms(Inventory inventory) {
        return inventory.vms().stream().map(Vm::id).toList();
    }

    private static List<Double> values(Demand demand, Inventory inventory) {
        List<Double> values = new ArrayList<>();
        for (VmId vm : vms(inventory)) {
            inventory.resources().resources().forEach(resource -> values.add(demand.of(vm, resource)));
        }
        return values;
    }

    private static void assertUnknown(PastDemand past) {
        for (VmId vm : past.request().vms()) {
            for (Resource resource : past.request().resources().resources()) {
                assertThat(past.series(vm, resource).present()).isZero();
            }
        }
    }
}
