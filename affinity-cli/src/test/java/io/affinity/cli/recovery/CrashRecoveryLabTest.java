// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.execution.Alarm;
import io.affinity.core.execution.Trouble;
import io.affinity.core.storage.FileJournal;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.binding.NativeEvent;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.connection.HostListener;
import io.affinity.libvirt.lab.Lab;
import io.affinity.libvirt.lab.OnLab;
import io.affinity.libvirt.settings.ConnectionLimits;
import io.affinity.libvirt.settings.Transport;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.model.HostId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A controller is killed in each phase of a migration. Whatever the daemons make of that, the next controller finds the VM
 * running on one host, says on which, and closes the journal; or says what only a person can mend.
 */
@OnLab
class CrashRecoveryLabTest {

    private static final String VM = "crash";
    private static final String DISK = "/var/lib/libvirt/images/crash.raw";
    private static final long DISK_BYTES = 8 << 20;

    @TempDir
    private Path folder;

    private final Lab lab = Lab.running();
    private final HostConnections connections = HostConnections.to(lab.addresses(), ConnectionLimits.DEFAULT);

    @BeforeEach
    void clear() {
        lab.run("guest-stop", "--all");
    }

    @AfterEach
    void mend() throws IOException {
        connections.close();
        lab.run("link-rate", "h2", "none");
        lab.run("guest-stop", "--all");
        Files.deleteIfExists(disk("h1"));
        Files.deleteIfExists(disk("h2"));
    }

    private void createCalmGuest(String... options) {
        List<String> words = new ArrayList<>(List.of("guest", "h1", VM, "--wss", "3", "--dirty", "5"));
        words.addAll(Arrays.asList(options));
        lab.run(words.toArray(new String[0]));
    }

    /** One that writes to all its memory several times while that is copied once. */
    private void createBusyGuest() {
        lab.run("guest", "h1", VM, "--wss", "3", "--dirty", "500");
    }

    /** So that something can happen while a migration goes on. */
    private void slowTheLinkDown() {
        lab.run("link-rate", "h2", "24mbit");
    }

    static Stream<Arguments> phases() {
        return Stream.of(Transport.values())
                .flatMap(transport -> Stream.of(Phase.values())
                        .filter(phase ->
                                transport == Transport.PEER_TO_PEER || phase.task() != Task.MIGRATE_BY_POST_COPY)
                        .map(phase -> Arguments.of(transport, phase)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("phases")
    void isRecoveredFromWhileTheDaemonsAreAtIt(Transport transport, Phase phase) throws Exception {
        if (phase.task() == Task.MIGRATE) {
            createCalmGuest();
        } else {
            createBusyGuest();
        }

        killAtTheBeginOf(phase, transport);

        assertThat(phase.ends(transport)).contains(assertRecovery(transport));
    }

    private void killAtTheBeginOf(Phase phase, Transport transport) throws Exception {
        slowTheLinkDown();
        CountDownLatch begun = new CountDownLatch(1);
        connections.listen(new HostListener() {
            @Override
            public void connected(HostId host) {}

            @Override
            public void event(HostId host, NativeEvent event) {
                if (phase.begins(host, event)) {
                    begun.countDown();
                }
            }
        });
        connections.all().forEach(host -> host.call("listening", connection -> true));
        ControllerProcess controller = start(transport, phase.task(), Stop.NOWHERE);

        boolean inTime = begun.await(2, TimeUnit.MINUTES);
        controller.kill();

        assertThat(inTime).as("the phase began").isTrue();
    }

    private ControllerProcess start(Transport transport, Task task, Stop stop) throws IOException {
        return ControllerProcess.start(lab, folder, VM, transport, task, stop);
    }

    @ParameterizedTest
    @EnumSource
    void isRecoveredFromWhileADiskIsCopied(Transport transport) throws Exception {
        makeDisk("h1");
        makeDisk("h2");
        createCalmGuest("--disk", DISK);
        slowTheLinkDown();
        ControllerProcess controller = start(transport, Task.MIGRATE_WITH_DISKS, Stop.NOWHERE);

        Lab.await("a megabyte of the disk is copied", () -> copiedOfDisks() > 1e6);
        controller.kill();

        boolean goesOn = transport == Transport.PEER_TO_PEER;
        assertThat(assertRecovery(transport)).isEqualTo(goesOn ? Controller.TARGET : Controller.SOURCE);
    }

    private Path disk(String host) {
        return Path.of(lab.fact("LAB"), host, "lib/libvirt/images/crash.raw");
    }

    private void makeDisk(String host) throws IOException {
        Files.createDirectories(disk(host).getParent());
        try (RandomAccessFile disk = new RandomAccessFile(disk(host).toFile(), "rw")) {
            disk.setLength(DISK_BYTES);
        }
    }

    private long copiedOfDisks() {
        return onSource(domain -> domain.jobStatistics(0)).values().number("disk_processed", 0);
    }

    private <T> T onSource(Function<NativeDomain, T> question) {
        return connections.to(Controller.SOURCE).call("a question of a test", connection -> {
            try (NativeDomain domain = connection.domainNamed(VM)) {
                return question.apply(domain);
            }
        });
    }

    static Stream<Arguments> stops() {
        return Stream.of(Transport.values())
                .flatMap(transport -> Stream.of(
                                Stop.BEFORE_INTENDED,
                                Stop.AFTER_INTENDED,
                                Stop.BEFORE_ENDED,
                                Stop.AFTER_ENDED,
                                Stop.AFTER_CHECKED)
                        .map(stop -> Arguments.of(transport, stop)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stops")
    void isRecoveredFromAtEachLineOfTheJournal(Transport transport, Stop stop) throws Exception {
        createCalmGuest();
        killAt(stop, transport, Task.MIGRATE);

        boolean hasBegun = stop.compareTo(Stop.AFTER_INTENDED) > 0;
        assertThat(assertRecovery(transport)).isEqualTo(hasBegun ? Controller.TARGET : Controller.SOURCE);
    }

    private void killAt(Stop stop, Transport transport, Task task) throws Exception {
        ControllerProcess controller = start(transport, task, stop);
        controller.awaitStop(stop);
        controller.kill();
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_INSPECTED", "AFTER_INSPECTED", "BEFORE_CLOSED", "AFTER_CLOSED"})
    void isRecoveredFromWhenTheNextControllerIsKilledAsWell(Stop stop) throws Exception {
        createCalmGuest();
        killAt(Stop.BEFORE_ENDED, Transport.PEER_TO_PEER, Task.MIGRATE);
        killAt(stop, Transport.PEER_TO_PEER, Task.RECOVER);

        assertThat(assertRecovery(Transport.PEER_TO_PEER)).isEqualTo(Controller.TARGET);
    }

    @Test
    void isRecoveredFromByGivingUpAMigrationThatWouldGoOnForever() throws Exception {
        createBusyGuest();
        killAtTheBeginOf(Phase.LATER_ROUND, Transport.PEER_TO_PEER);

        assertThat(assertRecovery(Transport.PEER_TO_PEER, Controller.hurry())).isEqualTo(Controller.SOURCE);
    }

    /** {@return the host on which the VM was found, by everybody} */
    private HostId assertRecovery(Transport transport) {
        // Daemons that we stood between have nothing to go on with.
        return assertRecovery(
                transport, transport == Transport.PEER_TO_PEER ? InstantSource.system() : Controller.hurry());
    }

    private HostId assertRecovery(Transport transport, InstantSource clock) {
        try (FileJournal journal = FileJournal.open(folder.resolve("journal"));
                Controller next = recovering(journal, transport, clock)) {
            List<JournalEntry> before = entries(journal);
            next.recover();

            ActualState state = next.inspect(Lab.vm(VM));
            assertThat(state.activeOn()).as("hosts that run the VM").hasSize(1);
            assertBeats();
            HostId host = state.activeOn().iterator().next();
            if (transport == Transport.CLIENT_MANAGED && state.pausedOn().contains(Controller.SOURCE)) {
                // Nobody told the source that the target runs the VM: what becomes of its copy is for a person.
                assertThat(host).isEqualTo(Controller.TARGET);
                assertThat(next.alarms()).singleElement().isInstanceOfSatisfying(Alarm.LeftOpen.class, alarm -> {
                    assertThat(alarm.migration().vm()).isEqualTo(Lab.vm(VM));
                    assertThat(alarm.trouble()).isEqualTo(Trouble.HELD);
                });
                return host;
            }
            assertThat(next.alarms()).isEmpty();
            assertThat(state.pausedOn()).as("hosts that hold a copy").isEmpty();
            assertThat(lab.run("guest-where", VM).strip()).isEqualTo(host.value());
            List<JournalEntry> written = entries(journal);
            if (written.size() > before.size()) {
                assertThat(written.get(written.size() - 1).event())
                        .isEqualTo(new Event.Closed(new Closing.Found(host)));
            }
            try (Controller third = recovering(journal, transport, clock)) {
                assertThat(third.recover()).as("left open").isEmpty();
            }
            return host;
        }
    }

    private static List<JournalEntry> entries(FileJournal journal) {
        return journal.since(0, 1000).stream().map(JournalRecord::entry).toList();
    }

    private Controller recovering(FileJournal journal, Transport transport, InstantSource clock) {
        return new Controller(lab, journal, transport, Task.RECOVER, clock);
    }

    /** Asserts that the VM goes on to beat, and that of all its beats so far none was lost or repeated. */
    private void assertBeats() {
        long before = beats();
        Lab.await("beats", () -> beats() > before + 2);
        assertThat(lab.run("heartbeat", VM)).contains("breaks none");
    }

    private long beats() {
        try {
            return Files.size(Path.of(lab.fact("SHARED"), VM + ".log")) / 16;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
