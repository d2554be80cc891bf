// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemandTest {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);
    private static final VmId V = new VmId("v");
    private static final VmId W = new VmId("w");
    private static final HistoryRequest REQUEST = new HistoryRequest(List.of(V, W), RESOURCES, START, STEP, 3);

    @Test
    void isMissingWhereItWasNotMeasured() {
        Demand demand = Demand.builder(START, RESOURCES).put(V, Resource.CPU, 2).build();

        assertThat(demand.of(V, Resource.CPU)).isEqualTo(2);
        assertThat(demand.of(V, Resource.MEMORY)).isNaN();
        assertThat(demand.of(V, Resource.NETWORK)).isNaN();
        assertThat(demand.of(W, Resource.CPU)).isNaN();
        assertThat(demand.vms()).containsExactly(V);
    }

    @Test
    void doesNotChangeWithItsBuilder() {
        Demand.Builder builder = Demand.builder(START, RESOURCES).put(V, Resource.CPU, 2);
        Demand demand = builder.build();
        builder.put(V, Resource.CPU, 3).put(W, Resource.CPU, 3);

        assertThat(demand.of(V, Resource.CPU)).isEqualTo(2);
        assertThat(demand.vms()).containsExactly(V);
    }

    @Test
    void isOfTheResourcesThatWereNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Demand.builder(START, RESOURCES).put(V, Resource.NETWORK, 1))
                .withMessageContaining("network");
    }

    @Test
    void ofThePastIsUnknownUnlessSomebodyKnows() {
        PastDemand past = PastDemand.builder(REQUEST)
                .put(V, Resource.CPU, 1, Double.NaN, 3)
                .build();

        assertThat(past.series(V, Resource.CPU)).isEqualTo(TimeSeries.of(START, STEP, 1, Double.NaN, 3));
        assertThat(past.series(V, Resource.MEMORY).present()).isZero();
        assertThat(past.series(W, Resource.CPU))
                .isEqualTo(TimeSeries.of(START, STEP, Double.NaN, Double.NaN, Double.NaN));
    }

    @Test
    void ofThePastIsOnTheGridAskedFor() {
        PastDemand.Builder past = PastDemand.builder(REQUEST);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> past.put(V, Resource.CPU, 1, 2))
                .withMessage("The number of values (2) of VM v for cpu must be (3).");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> past.put(new VmId("x"), Resource.CPU, 1, 2, 3))
                .withMessageContaining("The demand of VM (x) for (cpu) is not part of the request");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> past.build().series(V, Resource.NETWORK))
                .withMessageContaining("(network)");
    }

    @Test
    void ofThePastIsUnknownToASourceWithoutMemory() {
        DemandSource source = new DemandSource() {
            @Override
            public String name() {
                return "forgetful";
            }

            @Override
            public Demand demand(Inventory inventory) {
                return Demand.builder(inventory.observedAt(), inventory.resources())
                        .build();
            }
        };

        PastDemand past = source.history(REQUEST);

        assertThat(past.request()).isEqualTo(REQUEST);
        assertThat(past.series(V, Resource.CPU).present()).isZero();
    }

    @Test
    void isAskedForOnAGridThatAdvancesAndForEachVmOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HistoryRequest(List.of(V), RESOURCES, START, Duration.ZERO, 3))
                .withMessage("The step (PT0S) must be positive.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HistoryRequest(List.of(V), RESOURCES, START, STEP, -1))
                .withMessage("The number of values (-1) must not be negative.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HistoryRequest(List.of(V, V), RESOURCES, START, STEP, 3))
                .withMessageContaining("must not repeat");
    }
}
