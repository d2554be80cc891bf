// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static io.affinity.libvirt.migration.Scene.H1;
import static io.affinity.libvirt.migration.Scene.H2;
import static io.affinity.libvirt.migration.Scene.migration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.lab.OnLab;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is seen before a byte is sent. */
@OnLab
class RefusedMigrationLabTest {

    private Scene scene = Scene.open();

    @AfterEach
    void mend() {
        scene.close();
    }

    private String refusal(Migration migration) {
        MigrationOutcome outcome = scene.run(migration);
        assertThat(outcome).isInstanceOf(MigrationOutcome.Failed.class);
        return Outcomes.failed(outcome);
    }

    private void assertStayed(String vm) {
        assertThat(scene.inspect(vm).activeOn()).extracting("value").containsExactly(H1);
        assertThat(scene.inspect(vm).pausedOn()).isEmpty();
        scene.assertBeats(vm);
    }

    private void assertOnTarget(String name, UUID uuid) {
        assertThat(scene.on(H2, NativeConnection::allDomains))
                .as("VMs of the target")
                .extracting(DomainKey::name, DomainKey::uuid)
                .containsExactly(tuple(name, uuid));
    }

    @Test
    void anotherVmHasItsNameOnTheTarget() {
        String vm = scene.guest(H1);
        UUID other = UUID.randomUUID();
        scene.on(H2, connection -> {
            connection
                    .define(scene.description()
                            .replace("NAME", vm)
                            .replace("<name>", "<uuid>" + other + "</uuid><name>"))
                    .close();
            return true;
        });

        assertThat(refusal(migration(vm, H1, H2)))
                .isEqualTo("Another VM with the name " + vm + " (UUID " + other + ") is on h2 already.");
        assertStayed(vm);
        assertOnTarget(vm, other);
    }

    @Test
    void aVmOfAnotherNameHasItsUuidOnTheTarget() {
        String vm = scene.guest(H1);
        UUID uuid = scene.onDomain(H1, vm, domain -> domain.key().uuid());
        String other = scene.guestOf(H2, scene.description().replaceFirst("<name>", "<uuid>" + uuid + "</uuid><name>"));

        assertThat(Outcomes.failed(scene.runUnwatched(migration(vm, H1, H2))))
                .isEqualTo("A VM with the same UUID, but called " + other + ", is on h2 already.");
        scene.assertState(vm, "h1 h2", "");
        scene.assertBeats(vm);
        assertOnTarget(other, uuid);
    }

    @Test
    void theVmIsActiveOnTheTargetToo() {
        String vm = scene.guest(H1);
        String xml = scene.onDomain(H1, vm, domain -> domain.xml(NativeDomain.XML_MIGRATABLE));
        scene.on(H2, connection -> {
            connection
                    .create(scene.description()
                            .replace("NAME", vm)
                            .replace(
                                    "<name>",
                                    xml.substring(xml.indexOf("<uuid>"), xml.indexOf("</uuid>")) + "</uuid><name>"))
                    .close();
            return true;
        });

        scene.assertState(vm, "h1 h2", "");

        assertThat(Outcomes.failed(scene.runUnwatched(migration(vm, H1, H2))))
                .isEqualTo("The VM is active on h2 already.");
        scene.assertState(vm, "h1 h2", "");
        scene.assertBeats(vm);
    }

    @Test
    void sourceAndTargetAreOneHost() {
        scene.close();
        scene = Scene.withTwin("twin", H1);
        String vm = scene.guest(H1);

        assertThat(Outcomes.failed(scene.runUnwatched(migration(vm, H1, "twin"))))
                .isEqualTo("Source and target are one and the same libvirt host, with UUID "
                        + scene.lab().fact("h1.UUID") + ".");
        scene.assertState(vm, "h1 twin", "");
        scene.assertBeats(vm);
    }

    @Test
    void theVmIsPaused() {
        String vm = scene.guest(H1);
        scene.onDomain(H1, vm, domain -> {
            domain.suspend();
            return true;
        });

        assertThat(refusal(migration(vm, H1, H2))).isEqualTo("The VM does not run on h1 (state 3, reason 1).");
        scene.assertState(vm, "", "h1");
    }

    @Test
    void theVmIsShutOff() {
        String vm = scene.guest(H1, "--persistent");
        scene.onDomain(H1, vm, domain -> {
            domain.destroy();
            return true;
        });

        assertThat(refusal(migration(vm, H1, H2))).startsWith("The VM does not run on h1 (state 5, reason ");
        scene.assertState(vm, "", "");
        assertThat(scene.on(H1, NativeConnection::allDomains))
                .extracting(DomainKey::name)
                .contains(vm);
        assertThat(scene.on(H2, NativeConnection::allDomains)).isEmpty();
    }

    @Test
    void thereIsNoSuchVm() {
        assertThat(refusal(migration("nobody", H1, H2))).isEqualTo("The VM is not on h1.");
        scene.assertState("nobody", "", "");
    }

    @Test
    void itsMemoryIsSharedWithOthersOnItsHost() {
        String vm = scene.guestOf(
                H1,
                scene.description()
                        .replace(
                                "</devices>",
                                "<shmem name='shared-NAME' role='peer'><model type='ivshmem-plain'/>"
                                        + "<size unit='M'>1</size></shmem></devices>"));

        assertThat(refusal(migration(vm, H1, H2)))
                .isEqualTo("shmem shared-" + vm + ": The guest shares memory with others on its host (ivshmem).");
        scene.assertOnlyOn(H1, vm);
    }

    @Test
    void aFolderOfItsHostIsSharedWithIt() {
        String vm = scene.guestOf(
                H1,
                scene.description()
                        .replace(
                                "</devices>",
                                "<filesystem type='mount'><source dir='/etc'/><target dir='share'/><readonly/>"
                                        + "</filesystem></devices>"));

        assertThat(refusal(migration(vm, H1, H2)))
                .isEqualTo("filesystem share: A folder of the host is shared with the guest; mounted, it prevents live"
                        + " migration.");
        scene.assertOnlyOn(H1, vm);
    }

    @Test
    void weMayOnlyReadOnTheSource() {
        String vm = scene.guest(H1);
        try (Scene readOnly = Scene.withReadOnly(H1)) {
            MigrationOutcome outcome = readOnly.run(migration(vm, H1, H2));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            MigrationOutcome.Failed.class,
                            failed -> assertThat(Outcomes.words(failed.failure()))
                                    .startsWith("The daemon does not let us migrate. libvirt says: ")
                                    .endsWith("(error 29 of 20)."));
        }
        scene.assertOnlyOn(H1, vm);
        scene.assertBeats(vm);
    }

    @Test
    void theDaemonOfTheTargetIsDown() {
        String vm = scene.guest(H1);
        scene.killDaemon(H2);

        assertThat(refusal(migration(vm, H1, H2))).startsWith("Nothing was started: ");
        assertStayed(vm);
    }

    /** Asked by libvirt itself, such a target would be waited for without end. */
    @Test
    void theDaemonOfTheTargetHangs() {
        String vm = scene.guest(H1);
        scene.freezeDaemon(H2);

        assertThat(refusal(migration(vm, H1, H2)))
                .startsWith("Nothing was started: ")
                .contains("h2");
        assertStayed(vm);
    }
}
