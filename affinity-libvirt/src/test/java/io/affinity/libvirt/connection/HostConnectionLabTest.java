// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.access.HostUnreachableException;
import io.affinity.libvirt.access.HostUnreachableException.Reason;
import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.ErrorCode;
import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.binding.NativeEvent;
import io.affinity.libvirt.lab.Lab;
import io.affinity.libvirt.lab.OnLab;
import io.affinity.libvirt.settings.ConnectionLimits;
import io.affinity.libvirt.settings.HostAddress;
import io.affinity.spi.model.HostId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnLab
class HostConnectionLabTest {

    /** For what is to succeed, on a busy machine too. */
    private static final ConnectionLimits PATIENT = ConnectionLimits.builder()
            .call(Duration.ofMinutes(2))
            .opening(Duration.ofMinutes(2))
            .keepAliveInterval(Duration.ofSeconds(20))
            .firstRetry(Duration.ofMillis(100))
            .longestRetry(Duration.ofMillis(400))
            .abandonedThreads(3)
            .build();

    /** For a host that is not to answer. */
    private static final ConnectionLimits SHORT = PATIENT.toBuilder()
            .call(Duration.ofSeconds(2))
            .opening(Duration.ofSeconds(2))
            .keepAliveInterval(Duration.ofSeconds(1))
            .build();

    private final Lab lab = Lab.running();
    private final HostId h1 = new HostId(lab.hosts().get(0));
    private final HostConnections connections = HostConnections.to(lab.addresses(), PATIENT);

    @BeforeEach
    @AfterEach
    void noGuests() {
        lab.run("guest-stop", "--all");
    }

    @AfterEach
    void disconnect() {
        connections.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNIX", "SSH"})
    void connectsOverEachTransportThatReachesIntoTheLab(String transport) {
        try (HostConnections one = HostConnections.to(List.of(lab.address("h1", transport)), PATIENT)) {
            assertThat(one.to(h1).<String>call("name", c -> c.host().hostName()))
                    .isEqualTo("h1");
            assertThat(one.to(h1).<String>call("driver", c -> c.host().driver()))
                    .isEqualTo("QEMU");
        }
    }

    @Test
    void mayOnlyLookOverTheSocketForReaders() {
        lab.run("guest", "h1", "web");
        HostAddress readers = new HostAddress(h1, lab.fact("h1.UNIX_URI") + "-ro");
        try (HostConnections one = HostConnections.to(List.of(readers), PATIENT)) {
            assertThat(one.to(h1).call("look", NativeConnection::activeDomains)).hasSize(1);

            assertThatThrownBy(() -> one.to(h1).call("destroy", HostConnectionLabTest::destroyAll))
                    .isInstanceOfSatisfying(CallRefusedException.class, refused -> {
                        assertThat(refused.code()).isEqualTo(ErrorCode.OPERATION_DENIED);
                        assertThat(refused.domain()).isEqualTo(20);
                        assertThat(refused)
                                .hasMessage("virDomainDestroy: operation forbidden: read only access prevents"
                                        + " virDomainDestroy (libvirt error 29 of domain 20)");
                    });
            assertThat(one.to(h1).state()).isInstanceOf(ConnectionState.Connected.class);
        }
    }

    @Test
    void reconnectsOverSshAfterItsServerWasKilled() {
        try (HostConnections one = HostConnections.to(List.of(lab.address("h1", "SSH")), PATIENT)) {
            HostConnection connection = one.to(h1);
            connection.call("ping", HostConnectionLabTest::version);
            lab.run("ssh-kill", "h1");
            try {
                assertThatThrownBy(() -> connection.call("ping", HostConnectionLabTest::version))
                        .isInstanceOf(HostUnreachableException.class);
                assertThat(connection.state()).isInstanceOf(ConnectionState.Down.class);
            } finally {
                lab.run("ssh-start", "h1");
            }
            Lab.await("answers again", () -> answers(connection));
        }
    }

    @Test
    void tellsWhatTheDaemonRefusesInItsOwnWords() {
        assertThatThrownBy(() -> connections
                        .to(h1)
                        .call("look-up", c -> c.domainNamed("nobody").key()))
                .isInstanceOfSatisfying(CallRefusedException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.NO_DOMAIN);
                    assertThat(refused.reason()).contains("nobody");
                });
        assertThat(connections.to(h1).state()).isInstanceOf(ConnectionState.Connected.class);
    }

    @Test
    void listsTheDomainsThatRunWithAnyLettersInTheirNames() {
        String xml = lab.run("guest-xml", "web").replace("<name>web</name>", "<name>wéb-网</name>");

        connections.to(h1).call("create", c -> {
            try (NativeDomain domain = c.create(xml)) {
                return domain.state();
            }
        });

        assertThat(connections.to(h1).call("domains", NativeConnection::activeDomains))
                .extracting(DomainKey::name)
                .containsExactly("wéb-网");
        connections.to(h1).call("destroy", HostConnectionLabTest::destroyAll);
    }

    private static int destroyAll(NativeConnection connection) {
        List<DomainKey> domains = connection.activeDomains();
        for (DomainKey key : domains) {
            try (NativeDomain domain = connection.domain(key.uuid())) {
                domain.destroy();
            }
        }
        return domains.size();
    }

    @Test
    void tellsEventsAndThatTheConnectionWasOpened() {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        connections.listen(new HostListener() {
            @Override
            public void connected(HostId host) {
                seen.add("connected " + host);
            }

            @Override
            public void event(HostId host, NativeEvent event) {
                if (event instanceof NativeEvent.Lifecycle lifecycle) {
                    seen.add(lifecycle.domain().name() + " " + lifecycle.type());
                } else if (event instanceof NativeEvent.Disconnected) {
                    seen.add("disconnected");
                }
            }
        });
        connections.to(h1).call("ping", HostConnectionLabTest::version);
        lab.run("guest", "h1", "web");
        Lab.await("start seen", () -> seen.contains("web " + NativeEvent.Lifecycle.STARTED));
        lab.run("guest-stop", "web");
        Lab.await("stop seen", () -> seen.contains("web " + NativeEvent.Lifecycle.STOPPED));

        lab.run("daemon-kill", "h1");
        try {
            Lab.await("end seen", () -> seen.contains("disconnected"));
        } finally {
            lab.run("daemon-start", "h1");
        }
        Lab.await("connected again", () -> answers(connections.to(h1)));
        assertThat(seen).filteredOn(("connected " + h1)::equals).hasSize(2);
    }

    /** Libvirt's own thread tells of events; it must outlive what a listener makes of them. */
    @Test
    void tellsEventsOnAfterAListenerHasFailed() {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
        Callback.UncaughtExceptionHandler usual = Native.getCallbackExceptionHandler();
        Native.setCallbackExceptionHandler((callback, failure) -> thrown.add(failure));
        try {
            connections.listen(new HostListener() {
                @Override
                public void connected(HostId host) {}

                @Override
                public void event(HostId host, NativeEvent event) {
                    if (event instanceof NativeEvent.Lifecycle lifecycle) {
                        seen.add(lifecycle.domain().name() + " " + lifecycle.type());
                        throw new IllegalStateException("a listener that fails");
                    }
                }
            });
            connections.to(h1).call("ping", HostConnectionLabTest::version);
            lab.run("guest", "h1", "web");
            Lab.await("start seen", () -> seen.contains("web " + NativeEvent.Lifecycle.STARTED));
            lab.run("guest-stop", "web");
            Lab.await("stop seen", () -> seen.contains("web " + NativeEvent.Lifecycle.STOPPED));
        } finally {
            Native.setCallbackExceptionHandler(usual);
        }

        assertThat(thrown).isNotEmpty().allMatch(IllegalStateException.class::isInstance);
        assertThat(answers(connections.to(h1))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNIX", "SSH"})
    void cutsOffADaemonThatHangsAndComesBackWhenItDoes(String transport) {
        try (HostConnections one = HostConnections.to(List.of(lab.address("h1", transport)), SHORT)) {
            cutsOffADaemonThatHangs(one.to(h1));
        }
    }

    private void cutsOffADaemonThatHangs(HostConnection connection) {
        Lab.await("answers", () -> answers(connection));
        lab.run("daemon-freeze", "h1");
        try {
            assertThatThrownBy(() -> connection.call("ping", HostConnectionLabTest::version))
                    .isInstanceOfSatisfying(
                            HostUnreachableException.class,
                            e -> assertThat(e.reason()).isIn(Reason.HUNG, Reason.LOST));
            for (int i = 0; i < 6; i++) {
                assertThat(answers(connection)).isFalse();
                assertThat(connection.threads()).isLessThanOrEqualTo(SHORT.abandonedThreads() + 1);
            }
            assertThat(connection.state()).isInstanceOf(ConnectionState.Down.class);
        } finally {
            lab.run("daemon-thaw", "h1");
        }
        Lab.await("answers again", () -> answers(connection));
        Lab.await("one thread left", () -> connection.threads() == 1);
    }

    @Test
    void reconnectsToADaemonThatWasKilledAndStartedAgain() {
        HostConnection connection = connections.to(h1);
        connection.call("ping", HostConnectionLabTest::version);
        lab.run("daemon-kill", "h1");
        try {
            assertThatThrownBy(() -> connection.call("ping", HostConnectionLabTest::version))
                    .isInstanceOf(HostUnreachableException.class);
        } finally {
            lab.run("daemon-start", "h1");
        }
        Lab.await("answers again", () -> answers(connection));
    }

    @Test
    void leaksNeitherThreadsNorFilesOverTwoHundredConnections() throws Exception {
        lab.run("guest", "h1", "web");
        connectAndLeave(20);
        long files = openFiles();
        long threads = threads();

        connectAndLeave(200);

        Lab.await("threads gone", () -> threads() <= threads + 1);
        Lab.await("files closed", () -> openFiles() <= files + 2);
    }

    private void connectAndLeave(int times) {
        for (int i = 0; i < times; i++) {
            try (HostConnection connection = connections.dedicated(h1)) {
                connection.call("look", c -> {
                    try (NativeDomain domain = c.domainNamed("web")) {
                        return domain.state();
                    }
                });
            }
        }
    }

    private static long openFiles() {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("affinity-libvirt"))
                .count();
    }

    private static boolean answers(HostConnection connection) {
        try {
            connection.call("ping", HostConnectionLabTest::version);
            return true;
        } catch (HostUnreachableException e) {
            return false;
        }
    }

    private static long version(NativeConnection connection) {
        return connection.libraryVersion();
    }
}
