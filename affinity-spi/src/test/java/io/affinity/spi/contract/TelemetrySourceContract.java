package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import io.affinity.spi.telemetry.TelemetrySource;
import io.affinity.spi.telemetry.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link TelemetrySource} promises. Extend it, and hand over a source that sees at least one host and one VM:
 *
 * <pre>{@code
 * class RecordedTelemetryContractTest extends TelemetrySourceContract {
 *     @Override
 *     protected TelemetrySource source() {
 *         return new RecordedTelemetry(recording);
 *     }
 * }
 * }</pre>
 *
 * <p>Whether demand is plausible is not tested here: sources report what they measured. A source whose time does not pass
 * by itself overrides {@link #passTime}.
 */
public abstract class TelemetrySourceContract {

    /** {@return the source under test, new; it sees at least one host and one VM} */
    protected abstract TelemetrySource source();

    /**
     * Lets one step pass between two observations of {@code source}; does nothing unless overridden.
     *
     * @param source what {@link #source()} gave
     */
    protected void passTime(TelemetrySource source) {}

    @Test
    void hasANameThatUsersCanChooseItBy() {
        PluginName.check(TelemetrySource.class, source());
    }

    @Test
    void seesHostsAndVms() {
        Fleet fleet = source().observe().fleet();

        assertThat(fleet.hosts()).isNotEmpty();
        assertThat(fleet.vms()).isNotEmpty();
    }

    @Test
    void reportsADemandForEachVmAndResource() {
        Observation observation = source().observe();

        assertThat(demand(observation))
                .hasSize(observation.fleet().vms().size()
                        * observation.fleet().resources().size());
        for (int vm = 0; vm < observation.fleet().vms().size(); vm++) {
            HostState state = observation
                    .fleet()
                    .hosts()
                    .get(observation.fleet().hostIndexOf(vm))
                    .state();
            for (int resource = 0; resource < observation.fleet().resources().size(); resource++) {
                if (state == HostState.UNAVAILABLE) {
                    assertThat(observation.demand(vm, resource))
                            .as("demand of a VM on a host that does not answer")
                            .isNaN();
                }
            }
        }
    }

    @Test
    void neverGoesBackInTime() {
        TelemetrySource source = source();
        Instant last = Instant.MIN;

        for (int i = 0; i < 4; i++) {
            Instant at = source.observe().fleet().observedAt();
            assertThat(at).isAfterOrEqualTo(last);
            last = at;
            passTime(source);
        }
    }

    @Test
    void keepsTheOrderOfTheResources() {
        TelemetrySource source = source();
        Fleet first = source.observe().fleet();
        passTime(source);

        assertThat(source.observe().fleet().resources()).isEqualTo(first.resources());
    }

    @Test
    void doesNotChangeAnObservationThatWasMade() {
        TelemetrySource source = source();
        Observation first = source.observe();
        List<Double> demand = demand(first);
        var placement = first.fleet().placement();

        passTime(source);
        source.observe();

        assertThat(demand(first)).isEqualTo(demand);
        assertThat(first.fleet().placement()).isEqualTo(placement);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 100})
    void givesHistoryOnExactlyTheGridAskedFor(int length) {
        TelemetrySource source = source();
        Fleet fleet = source.observe().fleet();
        VmId vm = fleet.vms().get(0).id();

        for (Duration step : List.of(Duration.ofMinutes(5), Duration.ofSeconds(7), Duration.ofDays(1))) {
            for (Resource resource : fleet.resources().resources()) {
                Instant start = fleet.observedAt().minus(step.multipliedBy(length));

                assertOnGrid(source.history(vm, resource, start, step, length), start, step, length);
            }
        }
    }

    @Test
    void knowsNothingOfTheFuture() {
        TelemetrySource source = source();
        Fleet fleet = source.observe().fleet();
        Instant start = fleet.observedAt().plus(Duration.ofDays(3650));

        for (Resource resource : fleet.resources().resources()) {
            TimeSeries history = source.history(fleet.vms().get(0).id(), resource, start, Duration.ofHours(1), 10);

            assertOnGrid(history, start, Duration.ofHours(1), 10);
            assertThat(history.present()).isZero();
        }
    }

    @Test
    void knowsNothingOfAVmItHasNeverSeen() {
        TelemetrySource source = source();
        Fleet fleet = source.observe().fleet();
        Instant start = fleet.observedAt().minus(Duration.ofHours(1));
        Duration step = Duration.ofMinutes(5);

        TimeSeries history = source.history(
                new VmId("a-vm-that-nobody-has-ever-seen"), fleet.resources().get(0), start, step, 12);

        assertOnGrid(history, start, step, 12);
        assertThat(history.present()).isZero();
    }

    private static List<Double> demand(Observation observation) {
        List<Double> demand = new ArrayList<>();
        for (int vm = 0; vm < observation.fleet().vms().size(); vm++) {
            for (int resource = 0; resource < observation.fleet().resources().size(); resource++) {
                demand.add(observation.demand(vm, resource));
            }
        }
        return demand;
    }

    private static void assertOnGrid(TimeSeries history, Instant start, Duration step, int length) {
        assertThat(history.start()).isEqualTo(start);
        assertThat(history.step()).isEqualTo(step);
        assertThat(history.length()).isEqualTo(length);
    }
}
