// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.storage.FileJournal;
import io.affinity.openstack.compute.MigrationRecord;
import io.affinity.openstack.compute.MigrationRecord.Status;
import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.http.Caller;
import io.affinity.openstack.identity.Session;
import io.affinity.openstack.lab.LabCloud;
import io.affinity.openstack.lab.OnOpenStack;
import io.affinity.openstack.lab.OpenStackLab;
import io.affinity.openstack.settings.CallLimits;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A controller is killed in each state that a migration has at Nova, which goes on with it. The next controller finds the server on one host, says on which,
 * and closes the journal.
 */
@OnOpenStack
class CloudCrashLabTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private final OpenStackLab lab = OpenStackLab.running();
    private final Nova nova =
            new Nova(new Session(LabCloud.access(lab), new Caller(CallLimits.DEFAULT, null), System::nanoTime));
    private String vm = "";

    @BeforeEach
    void boot() {
        lab.deleteServers();
        lab.migrationsTake(Duration.ofSeconds(6));
        vm = lab.server("node1", "crash");
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"ACCEPTED", "PREPARING", "RUNNING", "COMPLETED"})
    void isRecoveredFromInEachStateOfTheRecord(Status status) throws Exception {
        Process controller = start(Stop.NOWHERE);
        // A state that has passed between two looks will do as well: it is the later one then.
        await(() -> newest() != null && newest().compareTo(status) >= 0);
        kill(controller);

        assertRecovery();
    }

    /** Nova has the request, and no record of it yet. */
    @Test
    void isRecoveredFromWhileThereIsNoRecord() throws Exception {
        lab.freeze("conductor");
        Process controller = start(Stop.NOWHERE);
        await(this::isMigrating);
        kill(controller);
        lab.thaw("conductor");

        assertRecovery();
    }

    @ParameterizedTest
    @EnumSource(
            value = Stop.class,
            names = {"AFTER_INTENDED", "BEFORE_ENDED", "AFTER_ENDED"})
    void isRecoveredFromAtEachLineOfTheJournal(Stop stop) throws Exception {
        Process controller = start(stop);
        awaitStop(controller, stop);
        kill(controller);

        assertRecovery();
    }

    private Process start(Stop stop) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Daffinity.openstack=" + lab.folder(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CloudController.class.getName(),
                        vm,
                        folder.resolve("journal").toString(),
                        stop.name())
                .redirectError(folder.resolve("errors").toFile())
                .start();
    }

    private void awaitStop(Process controller, Stop stop) throws IOException {
        new ControllerProcess(controller, folder.resolve("errors")).awaitStop(stop);
    }

    private static void kill(Process controller) throws InterruptedException {
        controller.destroyForcibly().waitFor();
    }

    private Status newest() {
        try {
            List<MigrationRecord> records = nova.migrations(vm);
            return records.isEmpty() ? null : records.get(0).status();
        } catch (ApiException e) {
            throw new AssertionError(e);
        }
    }

    private boolean isMigrating() {
        try {
            return nova.server(vm).isMigrating();
        } catch (ApiException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as("what is waited for").isNegative();
            Thread.sleep(20);
        }
    }

    private void assertRecovery() throws ApiException {
        try (FileJournal journal = FileJournal.open(folder.resolve("journal"))) {
            CloudController next = new CloudController(journal);
            next.recover();

            ActualState state = next.inspect(new VmId(vm));
            assertThat(next.alarms()).isEmpty();
            assertThat(state.activeOn()).as("hosts that run the server").hasSize(1);
            assertThat(state.pausedOn()).as("hosts that hold a copy").isEmpty();
            assertThat(nova.server(vm).host())
                    .isEqualTo(state.activeOn().iterator().next().value());
            assertThat(journal.since(0, 1000).stream().map(JournalRecord::entry))
                    .isNotEmpty();
            assertThat(new CloudController(journal).recover()).as("left open").isEmpty();
        }
    }
}
