// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.lab;

import io.affinity.libvirt.settings.HostAddress;
import io.affinity.libvirt.settings.HostSettings;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A running lab, whose folder the system property {@code affinity.lab} names (or folders, separated by commas). Guests and faults are made by the script that
 * made the lab.
 */
public final class Lab {

    /** Waiting ends when what is waited for happens; this is for machines that are busy with other things. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String folder;
    private final Path command;
    private final Map<String, String> facts;

    private Lab(String folder, Path command, Map<String, String> facts) {
        this.folder = folder;
        this.command = command;
        this.facts = facts;
    }

    private static String folder() {
        String[] folders = System.getProperty("affinity.lab", "").split(",");
        // Tests that run at the same time have a lab each.
        return folders[(Integer.getInteger("tests.process", 1) - 1) % folders.length];
    }

    /** {@return the VM that a guest of the lab is: the script gives it a UUID that is made of its name} */
    public static VmId vm(String guest) {
        try {
            String absolute = Path.of(folder()).toAbsolutePath().normalize().toString();
            byte[] sum = MessageDigest.getInstance("MD5")
                    .digest((absolute + " guest " + guest + "\n").getBytes(StandardCharsets.UTF_8));
            String hex = HexFormat.of().formatHex(sum);
            return new VmId(String.join(
                    "-",
                    hex.substring(0, 8),
                    hex.substring(8, 12),
                    "4" + hex.substring(13, 16),
                    "8" + hex.substring(17, 20),
                    hex.substring(20)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return the lab that runs} */
    public static Lab running() {
        String folder = folder();
        if (folder.isEmpty()) {
            throw new IllegalStateException("The system property affinity.lab must name the folder of a running lab.");
        }
        Path command =
                Path.of("..", "affinity-libvirt", "lab", "lab").toAbsolutePath().normalize();
        Map<String, String> facts = new LinkedHashMap<>();
        for (String line :
                output(List.of(command.toString(), "--dir", folder, "env")).split("\n")) {
            facts.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        return new Lab(folder, command, facts);
    }

    /** {@return the names of its hosts} */
    public List<String> hosts() {
        return List.of(fact("HOSTS").split(" "));
    }

    /** {@return all hosts, over their unix sockets} */
    public List<HostAddress> addresses() {
        return hosts().stream().map(host -> address(host, "UNIX")).toList();
    }

    /** {@return all hosts, over their unix sockets; their daemons reach each other over TCP} */
    public List<HostSettings> settings() {
        return hosts().stream()
                .map(host -> HostSettings.builder(address(host, "UNIX"))
                        .migrationUri(fact(host + ".TCP_URI"))
                        .build())
                .toList();
    }

    /** {@return one host, over a transport: UNIX, SSH, and from inside the lab TCP or TLS} */
    public HostAddress address(String host, String transport) {
        return new HostAddress(new HostId(host), fact(host + "." + transport + "_URI"));
    }

    public String fact(String name) {
        String value = facts.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The lab has no fact (" + name + "), only " + facts.keySet() + ".");
        }
        return value;
    }

    /** Runs a command of the lab, such as {@code guest h1 web}; {@return what it printed} */
    public String run(String... arguments) {
        return output(words(arguments));
    }

    /** {@return the words of a command of the lab, for a process that does more than print} */
    public List<String> words(String... arguments) {
        List<String> words = new ArrayList<>(List.of(command.toString(), "--dir", folder));
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
            pause(Duration.ofMillis(50));
        }
    }

    /** Lets real time pass. */
    public static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String output(List<String> words) {
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
}
