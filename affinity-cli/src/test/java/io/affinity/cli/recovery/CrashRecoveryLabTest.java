package io.affinity.cli.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.storage.FileJournal;
import io.affinity.libvirt.binding.NativeEvent;
import io.affinity.libvirt.binding.NativeEvent.Lifecycle;
import io.affinity.libvirt.connection.ConnectionLimits;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.connection.HostListener;
import io.affinity.libvirt.lab.Lab;
import io.affinity.libvirt.migration.Transport;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A controller is killed in each phase of a migration. Whatever the daemons make of that, the next controller finds the VM
 * running on one host, says on which, and closes the journal.
 */
@Tag("lab")
class CrashRecoveryLabTest {

    private static final String VM = "crash";

    @TempDir
    private Path folder;

    private final Lab lab = Lab.running();
    private final HostConnections connections = HostConnections.to(lab.addresses(), ConnectionLimits.DEFAULT);

    @BeforeEach
    void createAGuestThatTakesSecondsToMigrate() {
        lab.run("guest-stop", "--all");
        lab.run("guest", "h1", VM, "--wss", "3", "--dirty", "5");
        lab.run("link-rate", "h2", "24mbit");
    }

    @AfterEach
    void mend() {
        connections.close();
        lab.run("link-rate", "h2", "none");
        lab.run("guest-stop", "--all");
    }

    /** What the daemons tell of when a phase begins. */
    private enum Phase {
        PREPARING((host, event) -> host.equals(Controller.TARGET) && isLifecycle(event, Lifecycle.STARTED)),
        FIRST_ROUND((host, event) -> event instanceof NativeEvent.MigrationRound round && round.round() == 1),
        LATER_ROUND((host, event) -> event instanceof NativeEvent.MigrationRound round && round.round() == 2),
        SWITCHOVER((host, event) -> host.equals(Controller.SOURCE) && isLifecycle(event, Lifecycle.SUSPENDED)),
        RESUMED((host, event) -> host.equals(Controller.TARGET) && isLifecycle(event, Lifecycle.RESUMED));

        private final BiPredicate<HostId, NativeEvent> begins;

        Phase(BiPredicate<HostId, NativeEvent> begins) {
            this.begins = begins;
        }

        private static boolean isLifecycle(NativeEvent event, int type) {
            return event instanceof Lifecycle lifecycle && lifecycle.type() == type;
        }
    }

    static Stream<Arguments> phases() {
        return Stream.of(Transport.values())
                .flatMap(transport -> Stream.of(Phase.values()).map(phase -> Arguments.of(transport, phase)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("phases")
    void isRecoveredFromWhileTheDaemonsAreAtIt(Transport transport, Phase phase) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        connections.listen(new HostListener() {
            @Override
            public void connected(HostId host) {}

            @Override
            public void event(HostId host, NativeEvent event) {
                if (phase.begins.test(host, event)) {
                    begun.countDown();
                }
            }
        });
        connections.all().forEach(host -> host.call("listening", connection -> true));
        Process controller = controller(transport, Stop.NOWHERE);

        boolean inTime = begun.await(2, TimeUnit.MINUTES);
        controller.destroyForcibly().waitFor();

        assertThat(inTime).as("the phase began").isTrue();
        assertRecovery(transport);
    }

    @ParameterizedTest
    @EnumSource(names = "NOWHERE", mode = EnumSource.Mode.EXCLUDE)
    void isRecoveredFromAtEachLineOfTheJournal(Stop stop) throws Exception {
        Process controller = controller(Transport.PEER_TO_PEER, stop);

        awaitLine(controller, "AT " + stop);
        controller.destroyForcibly().waitFor();

        HostId found = assertRecovery(Transport.PEER_TO_PEER);
        boolean hasBegun = stop.compareTo(Stop.AFTER_INTENDED) > 0;
        assertThat(found).isEqualTo(hasBegun ? Controller.TARGET : Controller.SOURCE);
    }

    /** {@return the host on which the VM was found, by everybody} */
    private HostId assertRecovery(Transport transport) {
        Path file = folder.resolve("journal");
        try (FileJournal journal = FileJournal.open(file);
                Controller next = new Controller(lab, journal, transport)) {
            List<JournalEntry> before = journal.entries();
            next.executor().recover();
            next.work();

            ActualState state = next.migrator().inspect(new VmId(VM)).join();
            assertThat(state.activeOn()).as("hosts that run the VM").hasSize(1);
            assertBeats();
            if (transport == Transport.CLIENT_MANAGED && state.pausedOn().contains(Controller.SOURCE)) {
                // Nobody told the source that the target runs the VM: what becomes of its copy is for a person.
                assertThat(state.activeOn()).containsExactly(Controller.TARGET);
                assertThat(next.executor().alarm())
                        .contains(VM, "active on [" + Controller.TARGET + "], paused on [" + Controller.SOURCE + "]");
                return Controller.TARGET;
            }
            assertThat(next.executor().alarm()).isEmpty();
            assertThat(state.pausedOn()).as("hosts that hold a copy").isEmpty();
            HostId host = state.activeOn().iterator().next();
            List<JournalEntry> written = journal.entries();
            if (written.size() > before.size()) {
                assertThat(written.get(written.size() - 1).event())
                        .isEqualTo(new Event.Closed("Found on [" + host + "] after a restart."));
            }
            try (Controller third = new Controller(lab, journal, transport)) {
                assertThat(third.executor().recover()).as("left open").isEmpty();
            }
            return host;
        }
    }

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

    private Process controller(Transport transport, Stop stop) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Daffinity.lab=" + lab.fact("LAB"),
                "-cp",
                System.getProperty("java.class.path")));
        if (Runtime.version().feature() >= 22) {
            command.add(1, "--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(
                Controller.class.getName(),
                VM,
                transport.name(),
                folder.resolve("journal").toString(),
                stop.name()));
        return new ProcessBuilder(command)
                .redirectError(new File(folder.toFile(), "errors"))
                .start();
    }

    private void awaitLine(Process controller, String expected) throws IOException {
        try (BufferedReader lines = controller.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(expected)) {
                    return;
                }
            }
        }
        throw new AssertionError(
                "The controller ended before " + expected + ": " + Files.readString(folder.resolve("errors")));
    }
}
