package io.affinity.benchmarks.mutants;

import io.affinity.benchmarks.mutants.Subject.Form;
import io.affinity.benchmarks.mutants.Subject.Verdict;
import io.affinity.simulation.workload.RecordedWorkload;
import io.affinity.simulation.workload.Recording;
import io.affinity.simulation.workload.TraceFormatException;
import io.affinity.simulation.workload.Traces;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final String PERCENTAGES = "24\n23\n0\n100\n38\n";

    private final Path folder;

    TraceSubjects(Path folder) {
        this.folder = folder;
    }

    Map<String, Supplier<Subject>> all() {
        Map<String, Supplier<Subject>> subjects = new LinkedHashMap<>();
        subjects.put("trace", () -> new Subject("trace", Form.TEXT, files(), input -> readFile("trace", input)));
        subjects.put("trace-bitbrains", () -> inFolder("trace-bitbrains", "1.csv", BITBRAINS));
        subjects.put("trace-planetlab", () -> inFolder("trace-planetlab", "vm-1", PERCENTAGES));
        subjects.put(
                "trace-gzip",
                () -> new Subject(
                        "trace-gzip",
                        Form.SEALED,
                        List.of(gzip(BITBRAINS), gzip(TABLE), gzip(CSV)),
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
