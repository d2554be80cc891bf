// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static io.affinity.libvirt.migration.Scene.H1;
import static io.affinity.libvirt.migration.Scene.H2;
import static io.affinity.libvirt.migration.Scene.migration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.lab.Lab;
import io.affinity.libvirt.lab.OnLab;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome.Completed;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A migration that completed is not yet one that did its work. */
@OnLab
class GuestCheckLabTest {

    private final Scene scene = Scene.open();
    private String vm = "";
    private Migration migration = migration("none", H1, H2);

    private void migrate(String guest) {
        vm = guest;
        migration = migration(vm, H1, H2);
        assertThat(scene.run(migration)).isInstanceOf(Completed.class);
    }

    @AfterEach
    void mend() {
        scene.close();
    }

    private List<Doubt> doubts() {
        Verification verification = scene.migrator().verify(migration).join();
        assertThat(verification).isInstanceOf(Verification.Unconfirmed.class);
        return ((Verification.Unconfirmed) verification).doubts();
    }

    private List<Doubt> problems() {
        Verification verification = scene.migrator().verify(migration).join();
        assertThat(verification).isInstanceOf(Verification.Refuted.class);
        return ((Verification.Refuted) verification).doubts();
    }

    @Test
    void findsNothingWrongWithAVmThatWorks() {
        migrate(scene.guest(H1, "--net"));
        assertThat(scene.migrator().verify(migration).join()).isEqualTo(new Verification.Verified());
    }

    @Test
    void findsADefinitionThatWasLeftBehind() {
        migrate(scene.guest(H1, "--net"));
        String xml = scene.onDomain(H2, vm, domain -> domain.xml(0));
        scene.on(H1, connection -> {
            connection.define(xml).close();
            return true;
        });

        assertThat(problems())
                .containsExactly(new Doubt(Doubt.Kind.DEFINITION_LEFT, Set.of(new HostId(H1)), "state 5"));
    }

    @Test
    void findsAVmWhoseProcessStandsStill() {
        migrate(scene.guest(H1, "--net"));
        scene.freezeGuestProcess(H2, vm);

        assertThat(problems()).contains(Doubt.of(Doubt.Kind.STANDSTILL, new HostId(H2)));
    }

    @Test
    void findsAVmThatSomebodyPaused() {
        migrate(scene.guest(H1, "--net"));
        scene.onDomain(H2, vm, domain -> {
            domain.suspend();
            return true;
        });

        assertThat(problems())
                .containsExactly(
                        Doubt.of(Doubt.Kind.NOT_ON_TARGET, new HostId(H2)), Doubt.of(Doubt.Kind.HELD, new HostId(H2)));
    }

    /** The cable is out inside the guest, of which libvirt knows nothing: not even QEMU says then where the VM is now. */
    @Test
    void findsAVmOfWhichTheNetworkHasNotHeard() {
        assumeTrue(
                scene.on(H1, NativeConnection::libraryVersion) >= 9_000_000,
                "libvirt 8 takes what the host sends for the packets of the lab's guests");
        String silent = scene.guest(H1, "--net");
        scene.lab().run("virsh", H1, "qemu-monitor-command", silent, "--hmp", "set_link net0 off");
        migrate(silent);

        assertThat(doubts()).containsExactly(Doubt.of(Doubt.Kind.NO_PACKET, new HostId(H2)));
    }

    @Test
    void asksNoAgentThatIsNotThere() {
        String silent = scene.guestOf(
                H1,
                scene.description()
                        .replace(
                                "</devices>",
                                "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>"
                                        + "</devices>"));
        migrate(silent);

        String xml = scene.onDomain(H2, vm, domain -> domain.xml(0));
        assertThat(xml).contains("name='org.qemu.guest_agent.0' state='disconnected'");
        assertThat(scene.migrator().verify(migration).join()).isEqualTo(new Verification.Verified());
    }

    @Test
    void asksTheAgentThatIsThere() throws IOException {
        String linux = guestWithAgent();
        Lab.await("an agent", () -> hasAgent(H1, linux));
        migrate(linux);
        assertThat(hasAgent(H2, vm)).as("has an agent").isTrue();
        assertThat(scene.migrator().verify(migration).join()).isEqualTo(new Verification.Verified());

        freezeAgent();

        // libvirt 8 gives up by itself after five seconds.
        assertThat(doubts())
                .singleElement()
                .extracting(Doubt::detail, STRING)
                .matches("The agent in the VM has not answered within 6 s\\.|The agent in the VM does not answer: .*");
        assertThat(scene.inspect(vm).unreachable()).as("hosts that seem sick").isEmpty();
    }

    private void freezeAgent() throws IOException {
        Path shared = Path.of(scene.lab().fact("SHARED"));
        Files.writeString(shared.resolve(vm + ".in"), "f\n");
        Lab.await("a frozen agent", () -> {
            try {
                return Files.readString(shared.resolve(vm + ".log")).contains("FROZEN");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Its parts are packages of Debian, which not every machine can fetch. */
    private String guestWithAgent() {
        try {
            return scene.guest(H1, "--agent");
        } catch (IllegalStateException e) {
            assumeFalse(String.valueOf(e.getMessage()).contains(" ended with 77: "), e.getMessage());
            throw e;
        }
    }

    private boolean hasAgent(String host, String guest) {
        return scene.onDomain(host, guest, domain -> domain.xml(0))
                .contains("name='org.qemu.guest_agent.0' state='connected'");
    }
}
