// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.fixture.LastValueForecaster;
import io.affinity.core.history.DemandRecorder;
import io.affinity.core.storage.MemorySnapshots;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelKeeperTest {

    private static final int VMS = 30;
    private static final int REFIT = 144;

    private final MemorySnapshots store = new MemorySnapshots();
    private double cores = 4;

    /** A forecaster with its history, as a process has them. */
    private final class Process {

        private final ModelForecaster models;
        private final ModelKeeper keeper;
        private final DemandRecorder history = new DemandRecorder(STEP, 200);

        Process(Forecaster forecaster) {
            this(forecaster, null);
        }

        Process(Forecaster forecaster, @Nullable EventSource events) {
            models = new ModelForecaster(
                    forecaster, events, List.of(Duration.ofDays(1)), STEP.multipliedBy(REFIT), STEP);
            keeper = new ModelKeeper(store, models);
        }

        /** {@return the means of all series} */
        List<Double> step(int number) {
            Fleet.Builder builder = Fleet.builder(timeOf(number)).host(host("a", 640, 640));
            double[] demand = new double[2 * VMS];
            for (int v = 0; v < VMS; v++) {
                builder.vm(vm("v" + v, cores, 8), id("a"));
                demand[2 * v] = demand(v, number);
                demand[2 * v + 1] = 1e9;
            }
            Fleet fleet = builder.build();
            Observation observation = Observation.of(fleet, demand);
            history.record(observation, recorded(history.pastOf(history.newVms(observation), observation)));
            FleetForecast forecast = models.forecast(fleet, history, 3);
            keeper.stepped();
            return IntStream.range(0, 2 * VMS)
                    .mapToObj(i -> forecast.series(i / 2, i % 2).forecast().mean(2))
                    .toList();
        }

        void steps(int from, int to) {
            for (int i = from; i < to; i++) {
                step(i);
            }
        }
    }

    /** Demand that turns wild after a while, so that models go wrong and are learned anew out of turn. */
    private static double demand(int vm, int step) {
        double calm = 1 + 0.01 * (step * 7 % 11) + 0.1 * vm / VMS;
        return step > 90 && vm % 3 == 0 ? calm + 1 + 0.5 * (step % 5) : calm;
    }

    private static Instant timeOf(int number) {
        return ORIGIN.plus(STEP.multipliedBy(number));
    }

    /** {@return what was demanded since the origin} */
    private static PastDemand recorded(HistoryRequest request) {
        PastDemand.Builder past = PastDemand.builder(request);
        int first = (int) Duration.between(ORIGIN, request.start()).dividedBy(request.step());
        for (VmId vm : request.vms()) {
            double[] cores = new double[request.length()];
            double[] bytes = new double[request.length()];
            for (int i = 0; i < cores.length; i++) {
                boolean isKnown = first + i >= 0;
                cores[i] = isKnown ? demand(Integer.parseInt(vm.value().substring(1)), first + i) : Double.NaN;
                bytes[i] = isKnown ? 1e9 : Double.NaN;
            }
            past.put(vm, Resource.CPU, cores).put(vm, Resource.MEMORY, bytes);
        }
        return past.build();
    }

    /** A series that leads by some steps. */
    private record Led(int lag) implements Covariate {

        @Override
        public String name() {
            return "activity";
        }

        @Override
        public double value(Instant stepStart) {
            return 0;
        }

        @Override
        public String form() {
            return name() + ", " + lag + " steps later";
        }
    }

    private static EventSource led(int lag) {
        return new EventSource() {
            @Override
            public String name() {
                return "led";
            }

            @Override
            public List<Covariate> covariates(VmId vm) {
                return List.of(new Led(lag));
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"4, 0", "5, 60"})
    void aModelGoesOnOnlyWithCovariatesOfTheFormThatItWasFittedWith(int lag, int fits) {
        Process before = new Process(average(), led(4));
        before.steps(0, 100);
        before.keeper.save();

        AverageForecaster restarted = average();
        Process after = new Process(restarted, led(lag));
        after.step(100);
        assertThat(restarted.fits.get()).isGreaterThanOrEqualTo(fits).isLessThan(fits + VMS);
        assertThat(after.keeper.problem().contains("series with other events now"))
                .isEqualTo(fits > 0);
    }

    private static AverageForecaster average() {
        return new AverageForecaster("average");
    }

    /** Saved at the end, so that all parts are of the same step. */
    @ParameterizedTest
    @ValueSource(ints = {5, 20, 100, 121, 150})
    void afterARestartAllGoesOnAsWithoutAndNothingIsFitted(int at) {
        AverageForecaster unbroken = average();
        Process through = new Process(unbroken);
        through.steps(0, at);
        through.keeper.save();
        AverageForecaster restarted = average();
        Process after = new Process(restarted);
        int before = unbroken.fits.get();

        for (int i = at; i < at + 100; i++) {
            assertThat(after.step(i)).isEqualTo(through.step(i));
            assertThat(restarted.fits.get()).isEqualTo(unbroken.fits.get() - before);
        }
        assertThat(after.keeper.problem()).isEmpty();
    }

    /** A crash: parts are up to an hour old, and brought up to date. All were fitted at step 47, and are again at 95. */
    @ParameterizedTest
    @ValueSource(ints = {59, 66, 70, 83})
    void withoutAnOrderlyEndTheFirstCycleFitsNothing(int at) {
        Process before = new Process(average());
        before.steps(0, at);
        AverageForecaster forecaster = average();

        List<Double> means = new Process(forecaster).step(at);

        assertThat(forecaster.fits.get()).isZero();
        assertThat(means).isEqualTo(before.step(at));
    }

    @Test
    void anHourSavesAllPartsOnce() {
        Process process = new Process(average());
        process.steps(0, 11);
        assertThat(store.keys()).hasSize(11);
        process.steps(11, 12);

        assertThat(store.keys()).hasSize(12).startsWith("models-00").endsWith("models-11");
    }

    @Test
    void whatIsSavedBeforeTheFirstCycleStays() {
        Process process = new Process(average());
        process.steps(0, 30);
        process.keeper.save();
        byte[] part = store.load("models-03");
        new Process(average()).keeper.save();

        assertThat(store.load("models-03")).isEqualTo(part);
    }

    @Test
    void aVmWithAnotherAllocationIsLearnedAnewAndThatIsSaid() {
        Process before = new Process(average());
        before.steps(0, 30);
        before.keeper.save();
        cores = 6;
        AverageForecaster forecaster = average();
        Process after = new Process(forecaster);
        after.step(30);

        assertThat(after.keeper.problem()).contains(VMS + " series with another allocation now");
        assertThat(forecaster.fits.get()).as("memory is as before").isEqualTo(VMS);
        after.steps(31, 43);
        assertThat(after.keeper.problem()).isEmpty();
    }

    @Test
    void modelsThatAreTooOldAreLearnedAnew() {
        Process before = new Process(average());
        before.steps(0, 30);
        before.keeper.save();
        AverageForecaster forecaster = average();
        Process after = new Process(forecaster);
        after.step(30 + REFIT);

        assertThat(after.keeper.problem()).contains(2 * VMS + " models that are too old");
        assertThat(forecaster.fits.get()).isEqualTo(2 * VMS);
    }

    @Test
    void modelsOfAnotherForecasterAreNotUsed() {
        Process before = new Process(average());
        before.steps(0, 30);
        before.keeper.save();
        AverageForecaster other = new AverageForecaster("other");
        Process after = new Process(other);

        assertThat(after.keeper.problem()).contains("forecaster average", "forecaster other");
        after.step(30);
        assertThat(other.fits.get()).isEqualTo(2 * VMS);
    }

    @Test
    void aDamagedPartIsSaidAndTheOthersAreUsed() {
        Process before = new Process(average());
        before.steps(0, 30);
        before.keeper.save();
        byte[] damaged = Objects.requireNonNull(store.load("models-03"));
        damaged[damaged.length - 30] ^= 1;
        store.save("models-03", damaged);
        AverageForecaster forecaster = average();
        Process after = new Process(forecaster);

        assertThat(after.keeper.problem()).contains("Part 4 of the models", "checksum");
        after.step(30);
        assertThat(forecaster.fits.get()).isPositive().isLessThan(2 * VMS);
    }

    @Test
    void aForecasterWithoutACodecSavesNothing() {
        Process process = new Process(new LastValueForecaster(3));
        process.steps(0, 30);
        process.keeper.save();

        assertThat(store.keys()).isEmpty();
        assertThat(process.keeper.problem()).isEmpty();
    }

    @Test
    void whatHasNoRoomIsLeftOutAndThatIsSaid() {
        Process process = new Process(average());
        process.steps(0, 30);
        byte[] all = Objects.requireNonNull(process.models.encode(0, 1, 1 << 20));

        byte[] some = Objects.requireNonNull(process.models.encode(0, 1, 2000));

        assertThat(some).hasSizeBetween(2000, all.length / 2);
        assertThat(process.keeper.problem()).contains("VMs for whose models there is no room");
    }

    /** The first part is saved in the first step, before anybody was told what was wrong with it. */
    @Test
    void aDamagedFirstPartIsSaidForAnHour() {
        Process before = new Process(average());
        before.steps(0, 30);
        before.keeper.save();
        byte[] damaged = Objects.requireNonNull(store.load("models-00"));
        damaged[damaged.length - 30] ^= 1;
        store.save("models-00", damaged);
        Process after = new Process(average());

        after.step(30);
        assertThat(after.keeper.problem()).contains("Part 1 of the models", "checksum");
        after.steps(31, 44);
        assertThat(after.keeper.problem()).isEmpty();
    }
}
