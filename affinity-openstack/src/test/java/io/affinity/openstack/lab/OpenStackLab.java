// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A running control plane. Servers and faults are made by the script that started it; what a test asks of the control plane itself, it asks over
 * REST, with the user and the addresses of {@link #facts()}.
 */
public final class OpenStackLab {

    /** Waiting ends when what is waited for happens; this is for machines that are busy with other things. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path folder;
    private final Map<String, String> facts;

    private OpenStackLab(Path folder) {
        this.folder = folder;
        Map<String, String> read = new LinkedHashMap<>();
        for (String line : run("env").split("\n")) {
            read.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        this.facts = Map.copyOf(read);
    }

    /** {@return the lab of in-memory hosts that runs} */
    public static OpenStackLab running() {
        return in("affinity.openstack");
    }

    /** {@return the lab of libvirt hosts that runs} */
    public static OpenStackLab realGuests() {
        return in("affinity.openstack.real");
    }

    static OpenStackLab in(String property) {
        String[] folders = System.getProperty(property, "").split(",");
        // Tests that run at the same time have a lab each, as far as there are so many.
        String folder = folders[(Integer.getInteger("tests.process", 1) - 1) % folders.length];
        if (folder.isEmpty()) {
            throw new IllegalStateException(
                    "The system property " + property + " must name the folder of a running lab.");
        }
        return new OpenStackLab(Path.of(folder));
    }

    public Path folder() {
        return folder;
    }

    /** {@return user, addresses, hosts and images, by the names that {@code openstack env} prints} */
    public Map<String, String> facts() {
        return facts;
    }

    public String fact(String name) {
        String value = facts.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The lab has no fact (" + name + "), only " + facts.keySet() + ".");
        }
        return value;
    }

    /** {@return the names of its hosts} */
    public List<String> hosts() {
        return List.of(fact("HOSTS").split(","));
    }

    /** Boots a server and waits until it is active; {@return its id} */
    public String server(String host, String name, String... options) {
        List<String> words = new ArrayList<>(List.of("server", host, name));
        words.addAll(Arrays.asList(options));
        String[] printed = run(words.toArray(String[]::new)).strip().split("\n");
        return printed[printed.length - 1];
    }

    public void deleteServers() {
        run("server-delete", "--all");
    }

    public void deleteServer(String id) {
        run("server-delete", id);
    }

    /** Lets a server of an in-memory host keep its processors busy, in percent. */
    public void load(String server, int percent) {
        run("load", server, Integer.toString(percent));
    }

    /** Migrates as somebody else would, and waits until that has ended well. */
    public void migrate(String server, String host) {
        run("migrate", server, host);
    }

    /** Aborts as somebody else would. */
    public void abort(String server) {
        run("abort", server);
    }

    /** How long migrations of in-memory hosts take from now on. */
    public void migrationsTake(Duration duration) {
        run("migration-seconds", String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0));
    }

    /** How migrations of in-memory hosts end from now on. */
    public void migrationsEnd(Ending ending) {
        run("fail-migration", ending.name().toLowerCase(Locale.ROOT));
    }

    /** Ends a service at once, such as {@code db}, {@code scheduler} or a host. */
    public void kill(String service) {
        run("kill", service);
    }

    /** Starts a service again, and waits until it works. */
    public void start(String service) {
        run("start", service);
    }

    /** Lets a service stand still, with its connections open. */
    public void freeze(String service) {
        run("freeze", service);
    }

    public void thaw(String service) {
        run("thaw", service);
    }

    /** Runs a command of the lab of libvirt hosts, such as {@code link-rate h1 1mbit}. */
    public String libvirt(String... arguments) {
        List<String> words = new ArrayList<>(List.of("libvirt"));
        words.addAll(Arrays.asList(arguments));
        return run(words.toArray(String[]::new));
    }

    /** No token that was issued is valid any more. */
    public void expireTokens() {
        run("expire-tokens");
    }

    /** All services work, hosts are enabled, no server migrates or is in error. */
    public void mend() {
        run("mend");
    }

    /** Runs a command of the lab; {@return what it printed} */
    public String run(String... arguments) {
        List<String> words = words(arguments);
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(words + " ended with " + status + ": " + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@return the words of a command of the lab, for a process that does more than print} */
    public List<String> words(String... arguments) {
        // Tests run in the folder of their module.
        Path command = Path.of("..", "affinity-openstack", "lab", "openstack")
                .toAbsolutePath()
                .normalize();
        List<String> words = new ArrayList<>(List.of(command.toString(), "--dir", folder.toString()));
        words.addAll(Arrays.asList(arguments));
        return words;
    }

    /** Waits until something is true, as a real world takes its time. */
    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Not within " + PATIENCE + ": " + what);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** How a migration of in-memory hosts ends. */
    public enum Ending {
        /** Well. */
        NONE,
        /** The hypervisor gives up: the record says failed, and all events of the action success. */
        FAIL,
        /** The hypervisor breaks: the server is in error. */
        ERROR,
        /** The source refuses it before it begins. */
        REFUSE,
        /** Not at all, until it is aborted, forced, or migrations end otherwise. */
        HANG
    }
}
