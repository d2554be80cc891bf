// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import static io.affinity.core.fixture.SmallFleet.STEP;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.ledger.LedgerWorld.Spoiling;
import io.affinity.core.storage.FileSnapshots;
import io.affinity.core.storage.MemorySnapshots;
import io.affinity.spi.snapshot.Envelope;
import io.affinity.spi.snapshot.SnapshotStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerKeeperTest {

    private static final int VMS = 6;

    @TempDir
    Path folder;

    private static LedgerKeeper keeper(SnapshotStore store) {
        return new LedgerKeeper(store, LedgerSettings.DEFAULT, Duration.ofDays(1), STEP);
    }

    private FileSnapshots file() {
        return new FileSnapshots(folder);
    }

    private static void run(LedgerWorld world, int steps, Spoiling spoiling) {
        for (int i = 0; i < steps; i++) {
            world.step(spoiling);
        }
    }

    /** Half way through a spoiled stretch, so that some series are demoted, some about to be, and much is pending. */
    @Test
    void afterARestartTheSameIsDecidedAsWithout() {
        LedgerWorld through = new LedgerWorld(VMS, 1200, 1);
        LedgerWorld restarted = new LedgerWorld(VMS, 1200, 1);
        LedgerKeeper before = keeper(file());
        restarted.use(before.ledger());
        for (LedgerWorld world : List.of(through, restarted)) {
            run(world, 500, Spoiling.NONE);
            run(world, 40, Spoiling.shuffled(VMS));
        }

        before.save();
        LedgerKeeper after = keeper(file());
        restarted.use(after.ledger());

        assertThat(after.problem()).isEmpty();
        assertThat(after.ledger().summary()).isEqualTo(through.ledger().summary());
        assertThat(through.demoted()).as("otherwise this shows little").isPositive();
        for (int i = 0; i < 500; i++) {
            Spoiling spoiling = i < 60 ? Spoiling.shuffled(VMS) : Spoiling.NONE;
            FleetForecast expected = through.step(spoiling);
            FleetForecast actual = restarted.step(spoiling);
            for (int v = 0; v < VMS; v++) {
                assertThat(actual.series(v, 0).basis())
                        .isEqualTo(expected.series(v, 0).basis());
                assertThat(actual.series(v, 0).forecast().quantileAt(0.9, 11))
                        .isEqualTo(expected.series(v, 0).forecast().quantileAt(0.9, 11));
            }
        }
        assertThat(restarted.ledger().summary()).isEqualTo(through.ledger().summary());
    }

    @Test
    void savesOnceAnHour() {
        MemorySnapshots store = new MemorySnapshots();
        LedgerKeeper keeper = keeper(store);
        for (int i = 0; i < 11; i++) {
            keeper.stepped();
        }
        assertThat(store.load(LedgerKeeper.KEY)).isNull();
        keeper.stepped();
        assertThat(store.load(LedgerKeeper.KEY)).isNotNull();
    }

    @Test
    void anEmptyLedgerSurvivesToo() {
        MemorySnapshots store = new MemorySnapshots();
        keeper(store).save();

        assertThat(keeper(store).problem()).isEmpty();
    }

    private static byte[] snapshot() {
        MemorySnapshots store = new MemorySnapshots();
        LedgerKeeper keeper = keeper(store);
        LedgerWorld world = new LedgerWorld(VMS, 100, 1);
        world.use(keeper.ledger());
        run(world, 30, Spoiling.NONE);
        keeper.save();
        byte[] snapshot = store.load(LedgerKeeper.KEY);
        assertThat(snapshot).isNotNull();
        return snapshot == null ? new byte[0] : snapshot;
    }

    private static String problemOf(byte[] snapshot) {
        MemorySnapshots store = new MemorySnapshots();
        store.save(LedgerKeeper.KEY, snapshot);
        LedgerKeeper keeper = keeper(store);
        assertThat(keeper.ledger().summary().forecasters().get(0).series()).isZero();
        return keeper.problem();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 8, 16, 17, 100, 1000})
    void aSnapshotThatEndsTooEarlyIsNotUsed(int length) {
        assertThat(problemOf(Arrays.copyOf(snapshot(), length))).contains("starts empty", "memory");
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 20, 60, 200, 1000, 5000})
    void aSnapshotWithADamagedByteIsNotUsed(int place) {
        byte[] damaged = snapshot();
        damaged[place] ^= 0x10;

        assertThat(problemOf(damaged)).contains("checksum");
    }

    @Test
    void aSnapshotOfAnotherVersionIsNotUsed() {
        byte[] other = snapshot();
        other[7] = 99;

        assertThat(problemOf(other)).contains("version is 99, which must be 2");
    }

    @Test
    void bytesOfSomethingElseAreNotUsed() {
        assertThat(problemOf(
                        "a perfectly good text about something else".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .contains("mark");
    }

    @Test
    void aSnapshotMadeWithOtherSettingsIsNotUsed() {
        MemorySnapshots store = new MemorySnapshots();
        store.save(LedgerKeeper.KEY, snapshot());

        LedgerKeeper keeper = new LedgerKeeper(store, LedgerSettings.DEFAULT, Duration.ofDays(7), STEP);

        assertThat(keeper.problem()).contains("season of 288", "season of 2016");
    }

    @Test
    void aStoreThatFailsIsComplainedOfAndNotFatal() {
        SnapshotStore broken = new SnapshotStore() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public void save(String key, byte[] snapshot) {
                throw new UncheckedIOException("disk full", new IOException());
            }

            @Override
            public byte[] load(String key) {
                throw new UncheckedIOException("no such disk", new IOException());
            }

            @Override
            public List<String> keys() {
                throw new UncheckedIOException("no such disk", new IOException());
            }
        };

        LedgerKeeper keeper = keeper(broken);
        assertThat(keeper.problem()).contains("broken", "no such disk");
        keeper.save();
        assertThat(keeper.problem()).contains("broken", "disk full");
    }

    /** {@return a snapshot whose checksum is right, with another number at a place of its content} */
    private static byte[] crafted(byte[] snapshot, int place, int number) {
        Envelope envelope = new Envelope(0x41464C47, 2);
        ByteBuffer opened = envelope.open(snapshot);
        byte[] content = new byte[opened.remaining()];
        opened.get(content);
        ByteBuffer.wrap(content).putInt(place, number);
        return envelope.seal(content);
    }

    /** Behind what it was made with and the name of the forecaster. */
    private static int placeOfResources(byte[] snapshot) {
        ByteBuffer content = new Envelope(0x41464C47, 2).open(snapshot);
        int forecaster = Short.BYTES + content.getShort(0);
        return forecaster + Short.BYTES + content.getShort(forecaster);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 24})
    void aCraftedNumberOfResourcesClaimsNoMemory(int number) {
        byte[] snapshot = snapshot();

        assertThat(problemOf(crafted(snapshot, placeOfResources(snapshot), number)))
                .contains("starts empty", "number of resources");
    }

    /** Wherever it is: a count, a length, a standing or a score. */
    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x7FC00000, 0x7F800000, 0x40A00000})
    void aCraftedNumberIsRefusedOrDoesNoHarm(int number) {
        byte[] snapshot = snapshot();
        int from = placeOfResources(snapshot);
        LedgerWorld world = new LedgerWorld(VMS, 1000, 1);
        for (int place = from; place < from + 1500; place += place < from + 150 ? 1 : 17) {
            MemorySnapshots store = new MemorySnapshots();
            store.save(LedgerKeeper.KEY, crafted(snapshot, place, number));
            LedgerKeeper keeper = keeper(store);
            world.use(keeper.ledger());
            run(world, 1, Spoiling.NONE);
            assertThat(keeper.ledger().summary().forecasters()).hasSize(4);
        }
    }
}
