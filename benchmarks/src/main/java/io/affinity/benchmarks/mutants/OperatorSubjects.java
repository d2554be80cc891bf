// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import io.affinity.benchmarks.mutants.Subject.Form;
import io.affinity.benchmarks.mutants.Subject.Reading;
import io.affinity.benchmarks.mutants.Subject.Verdict;
import io.affinity.cli.cluster.Draining;
import io.affinity.cli.cluster.LoopStatus;
import io.affinity.cli.cluster.Resolving;
import io.affinity.cli.cluster.StandingAlarms;
import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What operators write, and what commands tell each other in the state folder. */
final class OperatorSubjects {

    private static final String CLUSTER = """
            hosts:
              - name: alpha
                uri: qemu+ssh://root@alpha.example.org/system
                migration-uri: qemu+tls://alpha.example.org/system
                rack: r1
                resources:
                  cpu: {overcommit: 4, reserve: 0.1}
                  memory: {reserve: 0.05}
              - {name: beta, uri: 'qemu+ssh://root@beta.example.org/system', rack: r1}
              - {name: gamma, uri: 'qemu+ssh://root@gamma.example.org/system', rack: r2}
            shared-paths: [/var/lib/libvirt/images]
            mode: recommend
            vms:
              shop-db: {tenant: shop, priority: critical}
              shop-web-1: {tenant: shop, priority: high}
            policies:
              - {name: web-apart, kind: anti-affinity, vms: [shop-web-1, shop-db], level: rack}
              - {name: web-near-db, kind: affinity, vms: [shop-web-1, shop-db], level: rack, weight: 0.5}
              - {name: one-may-fail, kind: failover-reserve, hosts: [alpha, beta, gamma], host-failures: 1}
            prediction: {horizon: 1h, scenarios: 32, threshold: 0.002, seed: 1}
            loop: {step: 5m, history: 7d}
            migration:
              max-concurrent: 2
              bandwidth-per-second: 100MB
              max-downtime: 300ms
              timeout: 10m
              escalation: throttle
              exceptions: {shop-db: none}
            """;

    private static final String STATUS = """
            {"mode": "automatic", "at": "2026-01-05T12:00:00Z",
             "alarms": [{"vm": "db", "text": "VM db: its migration ended unknown.", "hosts": ["a", "b"]}],
             "outcome": {"sentence": "Decisions saved 12 VM minutes.", "minutes": 12.5}}
            """;

    private final Path folder;

    OperatorSubjects(Path folder) {
        this.folder = folder;
    }

    Map<String, Supplier<Subject>> all() {
        Map<String, Supplier<Subject>> subjects = new LinkedHashMap<>();
        add(subjects, "cluster-file", CLUSTER, this::readCluster);
        add(subjects, "status", STATUS, this::readStatus);
        add(subjects, "draining", "alpha\nhost-\u00e4\n\n beta \n", this::readDraining);
        add(subjects, "resolving", "db%20%C3%A4", this::readResolving);
        return subjects;
    }

    private static void add(Map<String, Supplier<Subject>> subjects, String name, String seed, Reading reading) {
        byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
        subjects.put(name, () -> new Subject(name, Form.TEXT, List.of(bytes), reading));
    }

    private Verdict readCluster(byte[] input) throws IOException {
        Path file = folder.resolve("cluster.yaml");
        Files.write(file, input);
        try {
            ClusterFile.read(file);
            return Verdict.ACCEPTED;
        } catch (ConfigException e) {
            requireShort(e);
            return Verdict.REFUSED;
        }
    }

    private static void requireShort(ConfigException e) {
        String message = String.valueOf(e.getMessage());
        if (message.length() > 5000) {
            throw new IllegalStateException(
                    "What is wrong must fit on a screen, and has " + message.length() + " characters.");
        }
    }

    private Verdict readStatus(byte[] input) throws IOException {
        Path file = folder.resolve("status.json");
        Files.write(file, input);
        Verdict verdict = Verdict.ACCEPTED;
        try {
            LoopStatus.read(file);
        } catch (UncheckedIOException e) {
            verdict = Verdict.REFUSED;
        }
        try {
            StandingAlarms.read(file);
        } catch (IOException | UncheckedIOException e) {
            verdict = Verdict.REFUSED;
        }
        return verdict;
    }

    private Verdict readDraining(byte[] input) throws IOException {
        Files.write(folder.resolve("draining"), input);
        try {
            new Draining(folder).hosts();
            return Verdict.ACCEPTED;
        } catch (UncheckedIOException e) {
            return Verdict.REFUSED;
        }
    }

    /** Here it is the name of a file that says something. */
    private Verdict readResolving(byte[] input) throws IOException {
        Path resolved = Files.createDirectories(folder.resolve("resolve"));
        Path file;
        try {
            file = resolved.resolve(new String(input, StandardCharsets.UTF_8));
            if (!resolved.equals(file.getParent())) {
                return Verdict.REFUSED;
            }
            Files.write(file, new byte[0]);
        } catch (IOException | InvalidPathException e) {
            // No file can have this name.
            return Verdict.REFUSED;
        }
        new Resolving(folder).take(vm -> true);
        // What names no VM stays, and would be read again with all that come after it.
        Files.deleteIfExists(file);
        return Verdict.ACCEPTED;
    }
}
