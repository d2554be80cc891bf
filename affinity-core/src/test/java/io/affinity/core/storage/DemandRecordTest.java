// SPDX-License-Identifier: Apache-2.0
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
        Files.writeString(day, "\n1767614400000 db cpu=9.0\n", StandardOpenOption.APPEND);
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
    void readsTheFilesAgainForVmsThatAreInThem() throws IOException {
        DemandRecord demand = record(folder, NOON);
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
        RecordedDemand recorded = RecordedDemand.recording(store, record(folder, NOON));

        recorded.demand(inventory(NOON.plusSeconds(5)));
        recorded.demand(inventory(NOON.plus(STEP)));

        assertThat(Files.readAllLines(folder.resolve("demand-2026-01-05.txt")))
                .containsExactly(CheckedLine.of("1767614405000 web+1 cpu=3.0"), CheckedLine.of("1767614405000 db"));
    }

    @Test
    void knowsWhatItsSourceRemembersWhereNothingWasRecorded() {
        observe(NOON, 0.5, Double.NaN, 2, 2e9);
        FixedDemand store = new FixedDemand();
        store.past = 7;
        RecordedDemand recorded = RecordedDemand.recording(store, record(folder, NOON));

        assertThat(recorded.history(request(WEB)).series(WEB, Resource.CPU).values())
                .containsExactly(7, 0.5, 7, 7);
    }

    @Test
    void whatWasRecordedIsEnoughWhereTheSourceCannotBeAsked() {
        observe(NOON, 0.5, Double.NaN, 2, 2e9);
        RecordedDemand recorded = RecordedDemand.recording(new Unreachable(), record(folder, NOON));

        assertThat(recorded.history(request(WEB)).series(WEB, Resource.CPU).values())
                .containsExactly(Double.NaN, 0.5, Double.NaN, Double.NaN);
        assertThatThrownBy(() -> recorded.history(request(new VmId("new"))))
                .isInstanceOf(TelemetryException.class)
                .hasMessage("It is down.");
    }

    /** Measures, and knows no past. */
    private static final class Unreachable implements DemandSource {

        @Override
        public String name() {
            return "unreachable";
        }

        @Override
        public Demand demand(Inventory inventory) {
            throw new TelemetryException("It is down.");
        }

        @Override
        public PastDemand history(HistoryRequest request) {
            throw new TelemetryException("It is down.");
        }
    }

    @Test
    void goesOnWithoutARecordWhereTheFolderIsGoneAndRecordsAgainOnceItIsThere() throws IOException {
        Path none = folder.resolve("none");
        RecordedDemand recorded = RecordedDemand.recording(new FixedDemand(), record(none, NOON));

        assertThat(recorded.demand(inventory(NOON)).measuredAt()).isEqualTo(NOON);
        assertThat(recorded.problem()).contains("cannot be recorded in", "there is no");
        assertThat(recorded.history(request(WEB)).series(WEB, Resource.CPU).present())
                .isZero();

        Files.createDirectory(none);
        RecordedDemand.recording(new FixedDemand(), record(none, NOON)).demand(inventory(NOON));
        assertThat(none).isNotEmptyDirectory();
    }

    @Test
    void aRecordThatIsOnlyReadIsLeftAsItIs() {
        Path none = folder.resolve("none");

        RecordedDemand read = RecordedDemand.reading(new FixedDemand(), record(none, NOON));
        read.demand(inventory(NOON));
        read.history(request(WEB));

        assertThat(none).doesNotExist();
    }

    @Test
    void doesNotRecordWhatIsOffByMoreThanTwoSteps() {
        record(folder, NOON).append(observation(NOON.plus(Duration.ofDays(365)), 0.5, 1e9, 2, 2e9));
        record(folder, NOON).append(observation(NOON.minus(Duration.ofDays(365)), 0.5, 1e9, 2, 2e9));

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aClockThatJumpsAYearTakesTwoDaysOfTheRecordWithItAtMost() throws IOException {
        for (int day = 0; day < 4; day++) {
            observe(NOON.plus(Duration.ofDays(day)), 0.5, 1e9, 2, 2e9);
        }

        observe(NOON.plus(Duration.ofDays(365)), 0.5, 1e9, 2, 2e9);

        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "demand-2026-01-07.txt", "demand-2026-01-08.txt", "demand-2027-01-05.txt");
        }
    }

    @Test
    void deletesNothingButItsOwnFiles() throws IOException {
        Files.writeString(folder.resolve("demand-2020-notes.txt"), "mine");

        observe(NOON, 0.5, 1e9, 2, 2e9);

        assertThat(folder.resolve("demand-2020-notes.txt")).exists();
    }

    @Test
    void losesHalfALineAndNothingElseWhereverACrashCutsTheFile() throws IOException {
        observe(NOON, 0.5, 1e9, 2, 2e9);
        Path day = folder.resolve("demand-2026-01-05.txt");
        byte[] whole = Files.readAllBytes(day);
        int second = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;

        for (int length = 0; length < whole.length; length++) {
            Files.write(day, Arrays.copyOf(whole, length));
            observe(NOON.plus(STEP), 0.75, 1e9, 3, 2e9);

            double web = length < second ? Double.NaN : 0.5;
            assertThat(history(WEB, Resource.CPU).values())
                    .as("cut to %d bytes", length)
                    .containsExactly(Double.NaN, web, 0.75, Double.NaN);
            assertThat(history(DB, Resource.CPU).values())
                    .as("cut to %d bytes", length)
                    .containsExactly(Double.NaN, Double.NaN, 3, Double.NaN);
        }
    }

    @Test
    void aDamagedByteCostsItsLineAndNothingElse() throws IOException {
        observe(NOON, 0.5, 1e9, 2, 2e9);
        observe(NOON.plus(STEP), 0.75, 1e9, 3, 2e9);
        Path day = folder.resolve("demand-2026-01-05.txt");
        byte[] whole = Files.readAllBytes(day);

        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            Files.write(day, damaged);
            double[] web = history(WEB, Resource.CPU).values();
            double[] db = history(DB, Resource.CPU).values();

            assertThat(web[1]).as("byte %d", i).isIn(0.5, Double.NaN);
            assertThat(web[2]).as("byte %d", i).isIn(0.75, Double.NaN);
            assertThat(db[1]).as("byte %d", i).isIn(2.0, Double.NaN);
            assertThat(db[2]).as("byte %d", i).isIn(3.0, Double.NaN);
        }
    }

    @Test
    void aFullDiskCostsWhatDoesNotFitAndRecordingGoesOnOnceThereIsRoom() {
        int observation = 4;
        for (int room = 0; room < 300; room++) {
            Path own = folder.resolve("room-" + room);
            assertThat(own.toFile().mkdir()).isTrue();
            FaultyDisk disk = FaultyDisk.withRoomFor(room);
            Clock clock = new Clock();
            DemandRecord record = new DemandRecord(own, KEPT, STEP, clock, disk);
            RecordedDemand recorded = RecordedDemand.recording(new Always(), record);
            int kept = 0;
            for (int i = 0; i < observation; i++) {
                clock.now = NOON.plus(STEP.multipliedBy(i - 1));
                recorded.demand(inventory(clock.now));
                kept += recorded.problem().isEmpty() ? 1 : 0;
                if (i == observation - 2) {
                    disk.makeRoom();
                }
            }
            assertThat(recorded.problem()).as("once there is room again").isEmpty();
            TimeSeries read = new DemandRecord(own, KEPT, STEP, clock)
                    .history(request(WEB))
                    .series(WEB, Resource.CPU);
            assertThat(read.present()).as("room for %d bytes", room).isEqualTo(kept);
        }
    }

    @Test
    void isAWholePrefixWhereverTheProcessIsKilled() {
        for (int work = 0; work < 300; work++) {
            Path own = folder.resolve("work-" + work);
            assertThat(own.toFile().mkdir()).isTrue();
            FaultyDisk disk = FaultyDisk.killedAfter(work);
            Clock clock = new Clock();
            RecordedDemand recorded =
                    RecordedDemand.recording(new Always(), new DemandRecord(own, KEPT, STEP, clock, disk));
            int kept = 0;
            for (int i = 0; i < 3; i++) {
                clock.now = NOON.plus(STEP.multipliedBy(i - 1));
                recorded.demand(inventory(clock.now));
                kept += recorded.problem().isEmpty() ? 1 : 0;
            }
            clock.now = NOON.plus(STEP.multipliedBy(2));
            new DemandRecord(own, KEPT, STEP, clock).append(observation(clock.now, 9, 1e9, 9, 2e9));

            double[] read = new DemandRecord(own, KEPT, STEP, clock)
                    .history(request(WEB))
                    .series(WEB, Resource.CPU)
                    .values();
            for (int i = 0; i < kept; i++) {
                assertThat(read[i]).as("killed after %d", work).isEqualTo(3);
            }
            assertThat(read[3]).as("killed after %d", work).isEqualTo(9);
        }
    }

    @Test
    void demandBelowZeroIsNotBelieved() throws IOException {
        Files.writeString(
                folder.resolve("demand-2026-01-05.txt"), CheckedLine.of(NOON.toEpochMilli() + " db cpu=-3.0") + "\n");

        HistoryRequest request = new HistoryRequest(List.of(DB), RESOURCES, NOON, STEP, 1);
        assertThat(record(folder, NOON)
                        .history(request)
                        .series(DB, Resource.CPU)
                        .present())
                .isZero();
    }

    private static final class Clock implements InstantSource {

        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** Measures what it is asked for. */
    private static final class Always implements DemandSource {

        @Override
        public String name() {
            return "always";
        }

        @Override
        public Demand demand(Inventory inventory) {
            return Demand.builder(inventory.observedAt(), RESOURCES)
                    .put(WEB, Resource.CPU, 3)
                    .build();
        }
    }

    private static DemandRecord record(Path folder, Instant now) {
        return new DemandRecord(folder, KEPT, STEP, () -> now);
    }

    private void observe(Instant time, double... demand) {
        record(folder, time).append(observation(time, demand));
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
        return record(folder, NOON).history(request(vm)).series(vm, resource);
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
            return RecordedDemand.recording(new FixedDemand(), record(folder, NOON));
        }

        @Override
        protected Inventory inventory(DemandSource source) {
            return DemandRecordTest.inventory(NOON);
        }
    }
}
