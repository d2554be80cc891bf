// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.core.fixture.LastValueForecaster;
import io.affinity.core.forecasting.FleetForecast.Basis;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.history.DemandRecorder;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Eight VMs that always want a tenth of what they were promised, and eight that want it for ten steps and then nine tenths for ten
 * steps, each at another time. A ninth of either kind is new.
 */
class BorrowedForecastsTest {

    private static final int OF_A_KIND = 8;
    private static final int PAST = 200;
    private static final int HORIZON = 10;
    private static final double LOW = 0.1;
    private static final double HIGH = 0.9;

    private final DemandRecorder history = new DemandRecorder(STEP, 300);
    private final ModelForecaster forecaster =
            new ModelForecaster(new LastValueForecaster(3), null, List.of(), STEP.multipliedBy(250), STEP);

    /** What the VMs are promised, and who owns them. */
    private record Kinds(double quietCores, double busyCores, Tenant quietTenant, Tenant busyTenant) {

        static final Kinds ALIKE = new Kinds(4, 4, new Tenant("t"), new Tenant("t"));
        static final Kinds BY_FLAVOR = new Kinds(2, 4, new Tenant("t"), new Tenant("t"));
        static final Kinds BY_TENANT = new Kinds(4, 4, new Tenant("q"), new Tenant("b"));

        Vm quiet(String name) {
            return vm(name, quietCores, 8).withTenant(quietTenant);
        }

        Vm busy(String name) {
            return vm(name, busyCores, 8).withTenant(busyTenant);
        }
    }

    private static double busyShare(int vm, int step) {
        return Math.floorMod(step + 7 * vm, 20) < 10 ? LOW : HIGH;
    }

    private Observation observation(int step, Kinds kinds, Set<VmId> replicas, List<Vm> news, double cores) {
        Fleet.Builder builder =
                Fleet.builder(ORIGIN.plus(STEP.multipliedBy(step))).host(host("a", 1000, 1000));
        double[] demand = new double[2 * (2 * OF_A_KIND + news.size())];
        for (int v = 0; v < 2 * OF_A_KIND; v++) {
            Vm it = v < OF_A_KIND ? kinds.quiet("quiet-" + v) : kinds.busy("busy-" + v);
            builder.vm(it, id("a"));
            demand[2 * v] = (v < OF_A_KIND ? LOW : busyShare(v, step))
                    * (v < OF_A_KIND ? kinds.quietCores() : kinds.busyCores());
        }
        for (int n = 0; n < news.size(); n++) {
            builder.vm(news.get(n), id("a"));
            demand[2 * (2 * OF_A_KIND + n)] = cores;
        }
        if (!replicas.isEmpty()) {
            builder.policy(LocationPolicy.AntiAffinity.of("replicas", replicas));
        }
        return Observation.of(builder.build(), demand);
    }

    private FleetForecast step(int step, Kinds kinds, Set<VmId> replicas, List<Vm> news, double cores) {
        Observation observation = observation(step, kinds, replicas, news, cores);
        history.record(observation);
        return forecaster.forecast(observation.fleet(), history, HORIZON);
    }

    /** {@return the forecast of a VM that was seen once, wanting a tenth of what it was promised} */
    private SeriesForecast newcomer(Kinds kinds, Set<VmId> replicas, Vm newcomer) {
        return newcomer(PAST, kinds, replicas, newcomer);
    }

    private SeriesForecast newcomer(int past, Kinds kinds, Set<VmId> replicas, Vm newcomer) {
        for (int t = 0; t < past; t++) {
            step(t, kinds, replicas, List.of(), 0);
        }
        double cores = LOW * newcomer.allocation().value(0);
        return step(past, kinds, replicas, List.of(newcomer), cores).series(2 * OF_A_KIND, 0);
    }

    private static double share(SeriesForecast series, Vm vm, int step) {
        return series.forecast().mean(step) / vm.allocation().value(0);
    }

    /** From a tenth, half of the episodes of the busy ones, which are a third of all that begin there, have changed after five steps. */
    @Test
    void whatTheOthersWentOnToDoFromThereIsExpected() {
        Vm it = Kinds.ALIKE.busy("new");

        SeriesForecast series = newcomer(Kinds.ALIKE, Set.of(), it);

        assertThat(series.basis()).isEqualTo(Basis.BORROWED);
        assertThat(series.residuals()).isNull();
        assertThat(share(series, it, 0)).isBetween(LOW, 0.2);
        assertThat(share(series, it, 4)).isBetween(0.15, 0.4);
        assertThat(series.forecast().quantileAt(0.5, 0)).isEqualTo(0.4, within(1e-6));
        assertThat(series.forecast().quantileAt(0.975, 9)).isEqualTo(3.6, within(1e-5));
    }

    @Test
    void itsFlavorTellsMoreThanOtherVms() {
        Vm quiet = Kinds.BY_FLAVOR.quiet("new");

        SeriesForecast series = newcomer(Kinds.BY_FLAVOR, Set.of(), quiet);

        assertThat(share(series, quiet, 9)).isLessThan(0.2);
    }

    @Test
    void itsTenantTellsMoreThanOtherVms() {
        Vm quiet = Kinds.BY_TENANT.quiet("new");

        assertThat(share(newcomer(Kinds.BY_TENANT, Set.of(), quiet), quiet, 9)).isLessThan(0.2);
    }

    @Test
    void theOtherSideOfTheSameFleetIsBusy() {
        Vm busy = Kinds.BY_TENANT.busy("new");

        assertThat(share(newcomer(Kinds.BY_TENANT, Set.of(), busy), busy, 9)).isGreaterThan(0.6);
    }

    @Test
    void itsReplicasTellMoreThanOtherVms() {
        Vm it = Kinds.ALIKE.busy("new");
        Set<VmId> replicas = Stream.concat(
                        IntStream.range(OF_A_KIND, 2 * OF_A_KIND).mapToObj(v -> "busy-" + v), Stream.of("new"))
                .map(VmId::new)
                .collect(Collectors.toCollection(LinkedHashSet::new));

        assertThat(share(newcomer(Kinds.ALIKE, replicas, it), it, 9)).isGreaterThan(0.6);
    }

    @Test
    void nothingButReliefMayFollowUntilItHasAModelOfItsOwn() {
        Vm it = Kinds.ALIKE.busy("new");
        newcomer(Kinds.ALIKE, Set.of(), it);
        for (int t = PAST + 1; t < PAST + 11; t++) {
            SeriesForecast series =
                    step(t, Kinds.ALIKE, Set.of(), List.of(it), 2).series(2 * OF_A_KIND, 0);
            assertThat(series.basis()).isEqualTo(Basis.BORROWED);
            assertThat(series.evidence()).isEqualTo(Evidence.SOME);
        }

        SeriesForecast known =
                step(PAST + 11, Kinds.ALIKE, Set.of(), List.of(it), 2).series(2 * OF_A_KIND, 0);

        assertThat(known.basis()).isEqualTo(Basis.MODEL);
        assertThat(known.evidence()).isEqualTo(Evidence.ENOUGH);
    }

    @Test
    void nothingMayFollowBeforeItWasMeasured() {
        Vm it = Kinds.ALIKE.busy("new");
        for (int t = 0; t < PAST; t++) {
            step(t, Kinds.ALIKE, Set.of(), List.of(), 0);
        }

        SeriesForecast series =
                step(PAST, Kinds.ALIKE, Set.of(), List.of(it), Double.NaN).series(2 * OF_A_KIND, 0);

        assertThat(series.basis()).isEqualTo(Basis.BORROWED);
        assertThat(series.evidence()).isEqualTo(Evidence.NONE);
        assertThat(share(series, it, 5))
                .as("that of all: 0.1, and half of the time 0.9")
                .isBetween(0.2, 0.4);
    }

    @Test
    void nobodyBorrowsFromVmsThatCameNotLongAgoThemselves() {
        Vm it = Kinds.ALIKE.busy("new");

        assertThat(newcomer(94, Kinds.ALIKE, Set.of(), it).basis()).isEqualTo(Basis.GROUP);
        assertThat(step(95, Kinds.ALIKE, Set.of(), List.of(it), 0.4)
                        .series(2 * OF_A_KIND, 0)
                        .basis())
                .isEqualTo(Basis.BORROWED);
    }

    /** It came with the others, and was asked too seldom for a model: no newcomer, however little is known of its last hour. */
    @Test
    void aVmThatCameWithTheOthersBorrowsNothing() {
        Vm it = Kinds.ALIKE.busy("gaps");
        for (int t = 0; t < PAST; t++) {
            SeriesForecast series = step(t, Kinds.ALIKE, Set.of(), List.of(it), t % 6 == 5 ? Double.NaN : 0.4)
                    .series(2 * OF_A_KIND, 0);

            assertThat(series.basis()).as("at step %d", t).isEqualTo(Basis.GROUP);
        }
    }

    /** As a program that starts with a record of demand. */
    @Test
    void aVmWithAPastIsNotNewWhereAValueOfTheLastHourIsMissing() {
        Vm it = Kinds.ALIKE.busy("gap");
        for (int t = 0; t < PAST; t++) {
            step(t, Kinds.ALIKE, Set.of(), List.of(), 0);
        }
        Observation observation = observation(PAST, Kinds.ALIKE, Set.of(), List.of(it), 0.4);
        HistoryRequest question = history.pastOf(List.of(it.id()), observation);
        double[] cores = new double[question.length()];
        Arrays.fill(cores, 0.4);
        cores[cores.length - 5] = Double.NaN;
        history.record(
                observation,
                PastDemand.builder(question)
                        .put(it.id(), Resource.CPU, cores)
                        .put(it.id(), Resource.MEMORY, new double[cores.length])
                        .build());

        SeriesForecast series =
                forecaster.forecast(observation.fleet(), history, HORIZON).series(2 * OF_A_KIND, 0);

        assertThat(series.basis()).isEqualTo(Basis.GROUP);
        assertThat(series.evidence()).isEqualTo(Evidence.ENOUGH);
    }
}
