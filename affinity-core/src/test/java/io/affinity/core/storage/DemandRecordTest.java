package io.affinity.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.contract.DemandSourceContract;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemandRecordTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofDays(2);

    private static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);
    private static final VmId WEB = new VmId("web 1");
    private static final VmId DB = new VmId("db");

    @TempDir
    Path folder;

    @Test
    void remembersOverARestartWhatWasObserved() {
        observe(NOON.plusSeconds(3), 0.5, 1e9, 2, 2e9);
        observe(NOON.plus(STEP), 0.75, 1e9, Double.NaN, 2e9);

        assertThat(history(WEB, Resource.CPU).values()).containsExactly(Double.NaN, 0.5, 0.75, Double.NaN);
        assertThat(history(DB, Resource.CPU).values()).containsExactly(Double.NaN, 2, Double.NaN, Double.NaN);
        assertThat(history(DB, Resource.MEMORY).values()).containsExactly(Double.NaN, 2e9, 2e9, Double.NaN);
    }

    @Test
    void knowsNothingOfAVmThatItNeverSaw() {
        observe(NOON, 0.5, 1e9, 2, 2e9);

        assertThat(history(new VmId("new"), Resource.CPU).present()).isZero();
    }

    @Test
    void skipsLinesThatACrashOrAPersonBroke() throws IOException {
        observe(NOON, 0.5, 1e9, 2, 2e9);
        Path day = folder.resolve("demand-2026-01-05.txt");
        Files.writeString(day, "17676144000", StandardOpenOption.APPEND);
        Files.writeString(day, "\nx y z\n1767614400000 db cpu=much\n\n", StandardOpenOption.APPEND);
        observe(NOON.plus(STEP), 0.75, 1e9, 3, 2e9);

        assertThat(history(DB, Resource.CPU).values()).containsExactly(Double.NaN, 2, 3, Double.NaN);
    }

    @Test
    void deletesDaysThatAreOfNoUseAnyMore() throws IOException {
        for (int day = 0; day < 6; day++) {
            observe(NOON.plus(Duration.ofDays(day)), 0.5, 1e9, 2, 2e9);
        }

        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "demand-2026-01-07.txt",
                            "demand-2026-01-08.txt",
                            "demand-2026-01-09.txt",
                            "demand-2026-01-10.txt");
        }
    }

    @Test
    void tellsSinceWhenItKnowsTheRecentPast() {
        DemandRecord demand = new DemandRecord(folder, KEPT);
        Duration hour = Duration.ofHours(1);
        assertThat(demand.firstSince(NOON, hour)).isEqualTo(NOON);

        observe(NOON.minus(Duration.ofMinutes(90)), 0.5, 1e9, 2, 2e9);
        observe(NOON.minus(Duration.ofMinutes(40)), 0.5, 1e9, 2, 2e9);
        observe(NOON.minus(Duration.ofMinutes(20)), 0.5, 1e9, 2, 2e9);

        assertThat(demand.firstSince(NOON, hour)).isEqualTo(NOON.minus(Duration.ofMinutes(40)));
        assertThat(demand.firstSince(NOON, Duration.ofDays(1))).isEqualTo(NOON.minus(Duration.ofMinutes(90)));
    }

    @Test
    void readsTheFilesAgainForVmsThatAreInThem() throws IOException {
        DemandRecord demand = new DemandRecord(folder, KEPT);
        HistoryRequest web = request(WEB);
        assertThat(demand.history(web).series(WEB, Resource.CPU).present()).isZero();

        demand.append(observation(NOON, 0.5, 1e9, 2, 2e9));

        assertThat(demand.history(web).series(WEB, Resource.CPU).present()).isEqualTo(1);
        Files.delete(folder.resolve("demand-2026-01-05.txt"));
        assertThat(demand.history(request(new VmId("new"))).request().vms()).hasSize(1);
        assertThat(demand.history(web).series(WEB, Resource.CPU).present()).isZero();
    }

    @Test
    void recordsEachMeasurementOnce() throws IOException {
        FixedDemand store = new FixedDemand();
        RecordedDemand recorded = new RecordedDemand(store, new DemandRecord(folder, KEPT));

        recorded.demand(inventory(NOON.plusSeconds(5)));
        recorded.demand(inventory(NOON.plus(STEP)));

        assertThat(Files.readAllLines(folder.resolve("demand-2026-01-05.txt")))
                .containsExactly("1767614405000 web+1 cpu=3.0", "1767614405000 db");
    }

    @Test
    void knowsWhatItsSourceRemembersWhereNothingWasRecorded() {
        observe(NOON, 0.5, Double.NaN, 2, 2e9);
        FixedDemand store = new FixedDemand();
        store.past = 7;
        RecordedDemand recorded = new RecordedDemand(store, new DemandRecord(folder, KEPT));

        assertThat(recorded.history(request(WEB)).series(WEB, Resource.CPU).values())
                .containsExactly(7, 0.5, 7, 7);
    }

    @Test
    void aFolderThatIsGoneIsATelemetryFault() {
        RecordedDemand recorded = new RecordedDemand(new FixedDemand(), new DemandRecord(folder.resolve("none"), KEPT));

        assertThatThrownBy(() -> recorded.demand(inventory(NOON)))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining("cannot be recorded in");
        assertThatThrownBy(() -> recorded.history(request(WEB)))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining("cannot be read");
    }

    private void observe(Instant time, double... demand) {
        new DemandRecord(folder, KEPT).append(observation(time, demand));
    }

    private static Observation observation(Instant time, double... demand) {
        return Observation.of(inventory(time).with(Rules.NONE), demand);
    }

    static Inventory inventory(Instant time) {
        return Inventory.builder(time)
                .host(Host.of(new HostId("a"), ResourceVector.of(RESOURCES, 8, 0x1p34)))
                .vm(Vm.of(WEB, ResourceVector.of(RESOURCES, 2, 0x1p31)), new HostId("a"))
                .vm(Vm.of(DB, ResourceVector.of(RESOURCES, 4, 0x1p32)), new HostId("a"))
                .build();
    }

    private static HistoryRequest request(VmId vm) {
        return new HistoryRequest(List.of(vm), RESOURCES, NOON.minus(STEP), STEP, 4);
    }

    private TimeSeries history(VmId vm, Resource resource) {
        return new DemandRecord(folder, KEPT).history(request(vm)).series(vm, resource);
    }

    /** A store that has measured one VM at one time. */
    static final class FixedDemand implements DemandSource {

        private double past = Double.NaN;

        @Override
        public String name() {
            return "fixed";
        }

        @Override
        public Demand demand(Inventory inventory) {
            return Demand.builder(NOON, RESOURCES).put(WEB, Resource.CPU, 3).build();
        }

        @Override
        public PastDemand history(HistoryRequest request) {
            double[] values = new double[request.length()];
            Arrays.fill(values, past);
            PastDemand.Builder answer = PastDemand.builder(request);
            if (request.vms().contains(WEB) && !Double.isNaN(past)) {
                answer.put(WEB, Resource.CPU, values);
            }
            return answer.build();
        }
    }

    @Nested
    class KeepsTheContract extends DemandSourceContract {

        @Override
        protected DemandSource source() {
            return new RecordedDemand(new FixedDemand(), new DemandRecord(folder, KEPT));
        }

        @Override
        protected Inventory inventory(DemandSource source) {
            return DemandRecordTest.inventory(NOON);
        }
    }
}
