// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.access.HostUnreachableException;
import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.binding.NativeEvent;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.connection.HostListener;
import io.affinity.libvirt.inventory.Descriptions;
import io.affinity.libvirt.lab.Lab;
import io.affinity.libvirt.settings.ConnectionLimits;
import io.affinity.libvirt.settings.HostAddress;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.libvirt.settings.TelemetrySettings;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationProgress.Phase;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.MigrationState;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Guests on the hosts of the lab, and migrations of them. What a test does to the lab is undone when its scene is closed; so
 * the next one finds it in order without looking.
 */
final class Scene implements AutoCloseable {

    static final String H1 = "h1";
    static final String H2 = "h2";
    static final String H3 = "h3";

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Silence is noticed soon, as tests are about it; a slow answer is waited for, as a busy machine has many. */
    private static final ConnectionLimits LIMITS = ConnectionLimits.builder()
            .keepAliveInterval(Duration.ofSeconds(1))
            .firstRetry(Duration.ofMillis(100))
            .longestRetry(Duration.ofSeconds(1))
            .abandonedThreads(16)
            .build();

    /** Of a migration that takes as long as a test likes: a busy guest writes four times as much. */
    static final double CRAWL = 2 * 0x1p20;

    static final double FAST = 1e9;

    private record Seen(HostId host, NativeEvent event) {}

    private final Lab lab = Lab.running();
    private final HostConnections connections;
    private final LibvirtMigrator migrator;
    private final ConcurrentLinkedQueue<Seen> events = new ConcurrentLinkedQueue<>();
    private @Nullable MigrationHandle started;
    private final Deque<Runnable> mending = new ArrayDeque<>();

    private Scene(MigratorSettings settings, Map<HostId, String> otherPeers, List<HostAddress> others) {
        Map<HostId, HostAddress> addresses = new LinkedHashMap<>();
        lab.addresses().forEach(address -> addresses.put(address.host(), address));
        others.forEach(address -> addresses.put(address.host(), address));
        connections = HostConnections.to(addresses.values(), LIMITS);
        Map<HostId, String> peers = new LinkedHashMap<>();
        lab.hosts().forEach(host -> peers.put(new HostId(host), lab.fact(host + ".TCP_URI")));
        peers.putAll(otherPeers);
        migrator = new LibvirtMigrator(
                connections, new Descriptions(TelemetrySettings.DEFAULT.refresh()), peers, settings);
        connections.listen(new HostListener() {
            @Override
            public void connected(HostId host) {}

            @Override
            public void event(HostId host, NativeEvent event) {
                events.add(new Seen(host, event));
            }
        });
        for (String host : lab.hosts()) {
            on(host, c -> c.host().hostName());
        }
    }

    /** A look each 50 ms, and half a minute to find out how a migration ended. */
    static MigratorSettings settings() {
        return MigratorSettings.builder()
                .poll(Duration.ofMillis(50))
                .stall(Duration.ofSeconds(30))
                .convergence(Duration.ofMinutes(1))
                .settling(Duration.ofSeconds(30))
                .build();
    }

    static Scene open() {
        return with(settings());
    }

    static Scene with(MigratorSettings settings) {
        return new Scene(settings, Map.of(), List.of());
    }

    static Scene withPeer(String host, String uri) {
        return withPeer(settings(), host, uri);
    }

    /** {@return a scene in which the daemons of other hosts are told to reach that of {@code host} by this address} */
    static Scene withPeer(MigratorSettings settings, String host, String uri) {
        return new Scene(settings, Map.of(new HostId(host), uri), List.of());
    }

    /** {@return a scene in which a host goes by a second name as well} */
    static Scene withTwin(String twin, String host) {
        HostId id = new HostId(twin);
        Lab lab = Lab.running();
        return new Scene(
                settings(),
                Map.of(id, lab.fact(host + ".TCP_URI")),
                List.of(new HostAddress(id, lab.fact(host + ".UNIX_URI"))));
    }

    /** {@return a scene that may look at a host, but change nothing there: guests come from another scene} */
    static Scene withReadOnly(String host) {
        String socket = Lab.running().fact(host + ".SOCKET");
        return new Scene(
                settings(),
                Map.of(),
                List.of(new HostAddress(new HostId(host), "qemu+unix:///system?socket=" + socket + "-ro")));
    }

    LibvirtMigrator migrator() {
        return migrator;
    }

    Lab lab() {
        return lab;
    }

    <T> T on(String host, Function<NativeConnection, T> question) {
        return connections.to(new HostId(host)).call("a question of a test", question);
    }

    <T> T onDomain(String host, String vm, Function<NativeDomain, T> question) {
        return on(host, connection -> {
            try (NativeDomain domain = connection.domainNamed(vm)) {
                return question.apply(domain);
            }
        });
    }

    /** {@return the name of a new guest} */
    String guest(String host, String... options) {
        String name = "g" + NUMBER.incrementAndGet();
        guestNamed(name, host, options);
        return name;
    }

    void guestNamed(String name, String host, String... options) {
        List<String> words = new ArrayList<>(List.of("guest", host, name));
        words.addAll(Arrays.asList(options));
        forgetLater(name);
        lab.run(words.toArray(new String[0]));
    }

    /** {@return the name of a guest that writes faster than it can crawl} */
    String busyGuest(String host) {
        return guest(host, "--wss", "3", "--dirty", "20");
    }

    /**
     * {@return the name of a guest of this description, in which {@code NAME} stands for its name; its UUID is that of {@link Lab#vm},
     * if none is said}
     */
    String guestOf(String host, String xml) {
        String name = "g" + NUMBER.incrementAndGet();
        String known = xml.contains("<uuid>")
                ? xml
                : xml.replaceFirst("<name>", "<uuid>" + Lab.vm(name).value() + "</uuid><name>");
        forgetLater(name);
        on(host, connection -> {
            connection.create(known.replace("NAME", name)).close();
            return true;
        });
        return name;
    }

    /** {@return the lab's own description of a guest, called {@code NAME}} */
    String description(String... options) {
        List<String> words = new ArrayList<>(List.of("guest-xml", "NAME"));
        words.addAll(Arrays.asList(options));
        return lab.run(words.toArray(new String[0]))
                .replaceFirst("<uuid>.*</uuid>", "")
                .replace(lab.fact("SHARED") + "/NAME.log", "/dev/null")
                .replaceFirst("(?s)<serial type='pipe'>.*?</serial>", "");
    }

    private void forgetLater(String name) {
        mending.push(() -> {
            for (String host : lab.hosts()) {
                Lab.await(name + " is forgotten on " + host, () -> isForgotten(host, name));
            }
        });
    }

    /** A host that was cut off needs a while, and its connection with it. */
    private boolean isForgotten(String host, String name) {
        try {
            return connections.to(new HostId(host)).call("tidying up", Duration.ofSeconds(30), connection -> {
                for (DomainKey key : connection.allDomains()) {
                    if (key.name().equals(name)) {
                        forget(connection, name);
                    }
                }
                return true;
            });
        } catch (HostUnreachableException e) {
            return false;
        }
    }

    private static void forget(NativeConnection connection, String name) {
        try (NativeDomain domain = connection.domainNamed(name)) {
            boolean isPersistent = domain.isPersistent();
            if (domain.key().id() >= 0) {
                domain.destroy();
            }
            if (isPersistent) {
                domain.undefine();
            }
        } catch (CallRefusedException e) {
            // It ended by itself.
        }
    }

    /** Does something to the lab, and undoes it at the end. */
    void disturb(List<String> fault, String... repair) {
        mending.push(() -> lab.run(repair));
        lab.run(fault.toArray(new String[0]));
    }

    void cutLink(String host) {
        disturb(List.of("link-down", host), "link-up", host);
    }

    void freezeDaemon(String host) {
        disturb(List.of("daemon-freeze", host), "daemon-thaw", host);
    }

    void killDaemon(String host) {
        disturb(List.of("daemon-kill", host), "daemon-start", host);
    }

    void killHost(String host) {
        disturb(List.of("host-kill", host), "host-start", host);
    }

    void slowLink(String host, String rate) {
        disturb(List.of("link-rate", host, rate), "link-rate", host, "none");
    }

    /**
     * Has a daemon believe something else of its QEMU: {@code told} in place of {@code known}, in what it remembers of its
     * capabilities. Where that is not undone, the lab repairs it before the next class.
     */
    void misinform(String host, String known, String told) {
        Path mark = Path.of(lab.fact("LAB"), host, "misinformed");
        mending.push(() -> {
            believe(host, told, known);
            mark.toFile().delete();
        });
        mark(mark);
        believe(host, known, told);
    }

    private static void mark(Path file) {
        try {
            Files.write(file, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void believe(String host, String known, String told) {
        lab.run("daemon-kill", host);
        Path memory = Path.of(lab.fact("LAB"), host, "cache", "libvirt", "qemu", "capabilities");
        try (var files = Files.newDirectoryStream(memory, "*.xml")) {
            for (Path file : files) {
                Files.writeString(file, Files.readString(file).replace(known, told));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lab.run("daemon-start", host);
        }
    }

    /** Has a daemon started again with {@code told} in place of {@code known} in its configuration. */
    void reconfigure(String host, String known, String told) {
        mending.push(() -> configure(host, told, known));
        configure(host, known, told);
    }

    private void configure(String host, String known, String told) {
        lab.run("daemon-kill", host);
        Path file = Path.of(lab.fact("LAB"), host, "libvirt", "libvirtd.conf");
        try {
            String configuration = Files.readString(file);
            assertThat(configuration).contains(known);
            Files.writeString(file, configuration.replace(known, told));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lab.run("daemon-start", host);
        }
    }

    ProcessHandle guestProcess(String host, String vm) {
        long pid = Long.parseLong(lab.run("guest-pid", host, vm).strip());
        return ProcessHandle.of(pid).orElseThrow();
    }

    void killGuestProcess(String host, String vm) {
        ProcessHandle process = guestProcess(host, vm);
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Has the process of a guest stand still, as if it waited for something without end. */
    void freezeGuestProcess(String host, String vm) {
        long pid = guestProcess(host, vm).pid();
        mending.push(() -> ProcessHandle.of(pid).ifPresent(alive -> signal(pid, "CONT")));
        signal(pid, "STOP");
    }

    void thawGuestProcess(String host, String vm) {
        signal(guestProcess(host, vm).pid(), "CONT");
    }

    private void signal(long pid, String signal) {
        // The shell's own: a minimal system has no program of this name.
        lab.run("exec", "switch", "bash", "-c", "kill -" + signal + " " + pid);
    }

    static Migration migration(String vm, String source, String target) {
        return new Migration(Lab.vm(vm), new HostId(source), new HostId(target));
    }

    /** {@return a request without haste: a second of downtime, five minutes, no escalation} */
    static MigrationRequest request(Migration migration, double bandwidth) {
        return request(migration, bandwidth, Escalation.NONE, Duration.ofMinutes(5));
    }

    static MigrationRequest request(Migration migration, double bandwidth, Escalation escalation, Duration timeout) {
        return new MigrationRequest(
                "m-" + NUMBER.incrementAndGet(), migration, bandwidth, Duration.ofMillis(300), timeout, escalation);
    }

    MigrationHandle start(Migration migration, double bandwidth) {
        return start(request(migration, bandwidth));
    }

    MigrationHandle start(MigrationRequest request) {
        MigrationHandle handle = migrator.start(request);
        started = handle;
        return handle;
    }

    MigrationOutcome run(MigrationRequest request) {
        return end(start(request));
    }

    MigrationOutcome run(Migration migration) {
        return run(request(migration, FAST));
    }

    /** {@return a migration from the first host to the second that copies, for as long as it is let} */
    MigrationHandle copying(String vm) {
        MigrationHandle handle = start(migration(vm, H1, H2), CRAWL);
        awaitRound(vm, 2);
        return handle;
    }

    /** {@return how it ended; on the way the VM never ran twice} */
    MigrationOutcome end(MigrationHandle handle) {
        VmId vm = handle.request().migration().vm();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!(handle.state() instanceof MigrationState.Ended)) {
            assertThat(migrator.inspect(vm).join().activeOn())
                    .as("hosts that run the VM")
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(System.nanoTime() - deadline)
                    .as("time over for %s, which is %s", handle.request(), handle.state())
                    .isNegative();
            Lab.pause(Duration.ofMillis(50));
        }
        return ((MigrationState.Ended) handle.state()).outcome();
    }

    /** {@return how it ended; where the VM runs twice, or seems to, by the test's own doing} */
    MigrationOutcome runUnwatched(Migration migration) {
        MigrationHandle handle = start(migration, FAST);
        Lab.await("the end", () -> handle.state() instanceof MigrationState.Ended);
        return ((MigrationState.Ended) handle.state()).outcome();
    }

    void awaitPhase(MigrationHandle handle, Phase phase) {
        Lab.await(phase + " of " + handle.request().id(), () -> {
            MigrationState state = handle.state();
            if (state instanceof MigrationState.Ended ended) {
                throw new AssertionError("It ended before: " + ended.outcome());
            }
            return state instanceof MigrationState.Running running
                    && running.progress().phase().compareTo(phase) >= 0;
        });
    }

    /** Waits until a migration has sent so much that it is in the middle of it. */
    void awaitBytes(MigrationHandle handle, double bytes) {
        Lab.await(bytes + " bytes of " + handle.request().id(), () -> {
            MigrationState state = handle.state();
            if (state instanceof MigrationState.Ended ended) {
                throw new AssertionError("It ended before: " + ended.outcome());
            }
            return state instanceof MigrationState.Running running
                    && running.progress().transferredBytes() > bytes;
        });
    }

    /** Waits until the source has begun to copy the memory of a guest for the {@code round}th time. */
    void awaitRound(String vm, int round) {
        await(
                "round " + round + " of " + vm,
                seen -> seen.event() instanceof NativeEvent.MigrationRound event
                        && event.domain().name().equals(vm)
                        && event.round() >= round);
    }

    /** Waits until a host has told of a guest that it was started (2), suspended (3), resumed (4) or stopped (5). */
    void awaitLifecycle(String host, String vm, int type) {
        await(
                "event " + type + " of " + vm + " on " + host,
                seen -> seen.host().value().equals(host)
                        && seen.event() instanceof NativeEvent.Lifecycle event
                        && event.domain().name().equals(vm)
                        && event.type() == type);
    }

    /** Waits until a host has told of a guest that it was suspended, and why; {@code virDomainEventSuspendedDetailType}. */
    void awaitSuspension(String host, String vm, int detail) {
        await(
                "suspension " + detail + " of " + vm + " on " + host,
                seen -> seen.host().value().equals(host)
                        && seen.event() instanceof NativeEvent.Lifecycle event
                        && event.domain().name().equals(vm)
                        && event.type() == NativeEvent.Lifecycle.SUSPENDED
                        && event.detail() == detail);
    }

    private void await(String what, Predicate<Seen> condition) {
        Lab.await(what, () -> {
            boolean isSeen = events.stream().anyMatch(condition);
            MigrationHandle last = started;
            if (!isSeen && last != null && last.state() instanceof MigrationState.Ended ended) {
                throw new AssertionError(what + " was awaited, but the migration has ended: " + ended.outcome());
            }
            return isSeen;
        });
    }

    ActualState inspect(String vm) {
        return migrator.inspect(Lab.vm(vm)).join();
    }

    /** Asserts that this host runs the guest and that no other has anything of it, be it a definition that is shut off. */
    void assertOnlyOn(String host, String vm) {
        Lab.await(vm + " is on " + host + " only", () -> {
            ActualState state = inspect(vm);
            return state.isOnlyOn(new HostId(host)) && state.pausedOn().isEmpty();
        });
        for (String other : lab.hosts()) {
            if (!other.equals(host)) {
                assertThat(on(other, NativeConnection::allDomains))
                        .extracting(DomainKey::name)
                        .as("domains of " + other)
                        .doesNotContain(vm);
            }
        }
    }

    /** Asserts where the guest runs, and where a copy of it is held, paused; hosts separated by spaces. */
    void assertState(String vm, String activeOn, String pausedOn) {
        ActualState state = inspect(vm);
        assertThat(state.activeOn()).as("active on").extracting(HostId::value).containsExactly(words(activeOn));
        assertThat(state.pausedOn()).as("paused on").extracting(HostId::value).containsExactly(words(pausedOn));
        assertThat(state.unreachable()).as("silent").isEmpty();
    }

    private static String[] words(String text) {
        return text.isEmpty() ? new String[0] : text.split(" ");
    }

    /** Asserts that the guest is on the first host as if nothing had been tried. */
    void assertStayed(String vm) {
        assertOnlyOn(H1, vm);
        assertBeats(vm);
    }

    /** Asserts that the guest goes on to beat, and that no beat was ever lost or repeated. */
    void assertBeats(String vm) {
        long before = beats(vm);
        Lab.await(vm + " beats", () -> beats(vm) > before + 2);
        assertThat(lab.run("heartbeat", vm)).contains("breaks none");
    }

    long beats(String vm) {
        try (var lines = Files.lines(Path.of(lab.fact("SHARED"), vm + ".log"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("HB ")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Mends what was disturbed, in turn, and ends the guests. */
    @Override
    public void close() {
        List<RuntimeException> failures = new ArrayList<>();
        while (!mending.isEmpty()) {
            try {
                mending.pop().run();
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        connections.close();
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }
}
