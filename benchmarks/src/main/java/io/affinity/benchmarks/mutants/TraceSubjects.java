// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import io.affinity.benchmarks.mutants.Subject.Form;
import io.affinity.benchmarks.mutants.Subject.Verdict;
import io.affinity.core.storage.DemandRecord;
import io.affinity.simulation.workload.RecordedWorkload;
import io.affinity.simulation.workload.Recording;
import io.affinity.simulation.workload.TraceFormatException;
import io.affinity.simulation.workload.Traces;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** Traces of all formats, alone and as one of a folder. */
final class TraceSubjects {

    private static final String BITBRAINS = """
            Timestamp [ms];\tCPU cores;\tCPU capacity provisioned [MHZ];\tCPU usage [MHZ];\tCPU usage [%];\tMemory capacity provisioned [KB];\tMemory usage [KB];\tDisk read throughput [KB/s];\tDisk write throughput [KB/s];\tNetwork received throughput [KB/s];\tNetwork transmitted throughput [KB/s]
            1376314846;\t4;\t11703.99;\t10912.03;\t93.23;\t67108864.0;\t6129274.4;\t0.13;\t20.06;\t0.13;\t1.33
            1376315146;\t4;\t11703.99;\t10890.56;\t93.05;\t67108864.0;\t9926188.8;\t0.0;\t18.8;\t0.0;\t1.6
            1376315446;\t4;\t11703.99;\t10434.1;\t89.15;\t67108864.0;\t5561284.0;\t0.0;\t17.8;\t0.0;\t1.53
            """;

    private static final String TABLE = """
            vm,t0,t1,t2,t3
            146-179_surfsnel_dsl_internl_net_root,20,30,0,100
            planetlab1.example.org_uw_oneswarm,1,2,3,4
            """;

    private static final String CSV = """
            vm,resource,2024-01-31T00:05:00Z,2024-01-31T00:10:00Z,2024-01-31T00:15:00Z
            web-1,cpu,0.5,0.75,1.5
            web-1,memory,2147483648,,3221225472
            db,cpu,NaN,1e0,2
            db,memory,1,2,3
            """;

    private static final String LONG = """
            time,vm,cpu,memory
            2024-01-31T00:05:00Z,web-1,0.5,2147483648
            2024-01-31T00:05:00Z,db,1e0,
            2024-01-31 01:10:00+01:00,web-1,0.75,3221225472
            2024-01-31T00:10:00.000Z,db,NaN,1
            """;

    private static final String LONG_NAMED = """
            Value;Resource;"VM";time-s
            0,5;cpu;"db; old";1706659500
            1,25;cpu;web;1706659500
            2147483648;memory;web;1706659500,5
            0,75;cpu;"db; old";1706659800
            """;

    private static final String JSON_LINES = """
            {"time": "2024-01-31T00:05:00Z", "vm": "web-1", "cpu": 0.5, "memory": 2147483648}
            {"vm": "db", "time": "2024-01-31T00:10:00Z", "cpu": null, "disk-operations": 1e2}
            {"time-ms": 1706659500000, "vm": "db", "resource": "cpu", "value": 1.25}
            {"time-s": 1706660100, "vm": "web-1", "resource": "network", "value": 7}
            """;

    private static final String PERCENTAGES = "24\n23\n0\n100\n38\n";

    private final Path folder;

    TraceSubjects(Path folder) {
        this.folder = folder;
    }

    Map<String, Supplier<Subject>> all() {
        Map<String, Supplier<Subject>> subjects = new LinkedHashMap<>();
        subjects.put("trace", () -> new Subject("trace", Form.TEXT, files(), input -> readFile("trace", input)));
        subjects.put(
                "trace-long",
                () -> new Subject("trace-long", Form.TEXT, longForm(), input -> readFile("trace-long", input)));
        subjects.put(
                "trace-json",
                () -> new Subject(
                        "trace-json", Form.TEXT, List.of(utf8(JSON_LINES)), input -> readFile("trace-json", input)));
        subjects.put(
                "trace-record",
                () -> new Subject(
                        "trace-record",
                        Form.CHECKED_LINES,
                        List.of(record()),
                        input -> readFile("trace-record", input)));
        subjects.put("trace-bitbrains", () -> inFolder("trace-bitbrains", "1.csv", BITBRAINS));
        subjects.put("trace-planetlab", () -> inFolder("trace-planetlab", "vm-1", PERCENTAGES));
        subjects.put(
                "trace-gzip",
                () -> new Subject(
                        "trace-gzip",
                        Form.SEALED,
                        List.of(gzip(BITBRAINS), gzip(TABLE), gzip(CSV), gzip(LONG), gzip(JSON_LINES)),
                        input -> readFile("trace-gzip", input)));
        return subjects;
    }

    private static List<byte[]> files() {
        return List.of(
                utf8(BITBRAINS),
                utf8(TABLE),
                utf8(CSV),
                utf8(CSV.replaceAll("2024[^,\n]*", "t").replaceFirst("t,t,t", "t0,t1,t2")));
    }

    private static List<byte[]> longForm() {
        return List.of(utf8(LONG), utf8(LONG_NAMED), utf8(LONG.replace(',', '\t')));
    }

    /** What a control loop recorded. */
    private byte[] record() {
        Path own = folder.resolve("trace-record-seed");
        try {
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary folder " + own + " cannot be made.", e);
        }
        HostId host = new HostId("h");
        for (int t = 0; t < 4; t++) {
            Instant at = Instant.parse("2026-01-05T12:00:00Z").plusSeconds(300L * t);
            Fleet fleet = Fleet.builder(at)
                    .host(Host.of(host, ResourceVector.cpuAndMemory(64, 64e9)))
                    .vm(Vm.of("db of shop", 8, 8e9), host)
                    .vm(Vm.of("web", 8, 8e9), host)
                    .build();
            new DemandRecord(own, Duration.ofDays(9), Duration.ofMinutes(5), InstantSource.fixed(at))
                    .append(Observation.of(fleet, new double[] {t, 1e9, 0.5, t == 2 ? Double.NaN : 2e9}));
        }
        try {
            return Files.readAllBytes(own.resolve("demand-2026-01-05.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException("The record that was just written cannot be read.", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(utf8(text));
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
        return out.toByteArray();
    }

    private Subject inFolder(String name, String file, String content) {
        Path own = folder.resolve(name + "-folder");
        return new Subject(name, Form.TEXT, List.of(utf8(content)), input -> {
            Files.createDirectories(own);
            Files.writeString(own.resolve("2" + file), content);
            Files.write(own.resolve(file), input);
            return read(own);
        });
    }

    private Verdict readFile(String name, byte[] input) throws IOException {
        Path file = folder.resolve(name + "-file");
        Files.write(file, input);
        return read(file);
    }

    private static Verdict read(Path path) {
        Recording recording;
        try {
            recording = Traces.open(path);
        } catch (TraceFormatException e) {
            return Verdict.REFUSED;
        }
        use(recording);
        return Verdict.ACCEPTED;
    }

    private static void use(Recording recording) {
        List<Vm> vms = new ArrayList<>();
        for (String name : recording.vms()) {
            vms.add(Vm.of(new VmId(name), ResourceVector.filled(recording.resources(), 1)));
        }
        RecordedWorkload workload = RecordedWorkload.inOrder(recording, vms);
        for (int v = 0; v < vms.size(); v++) {
            for (int r = 0; r < workload.resources().size(); r++) {
                for (int t = 0; t < workload.steps(); t++) {
                    double demand = workload.demand(v, r, t);
                    if (demand < 0 || Double.isInfinite(demand)) {
                        throw new IllegalStateException("Demand (" + demand + ") must not be negative or infinite.");
                    }
                }
            }
        }
    }
}
