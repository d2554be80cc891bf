// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.migrations;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.spi.migration.MigrationConditions;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationOutcome.Completed;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;

/**
 * Migrates a guest of the lab again and again around its hosts. Ends with 1 if a migration failed or was not verified, or if
 * a heartbeat was lost.
 */
public final class MigrationsBenchmark implements Benchmark {

    private static final String GUEST = "bench-migrations";
    private static final int WARM_UP = 5;
    private static final double PAGE_BYTES = 4096;
    private static final double TICKS_PER_SECOND = 100;

    /** Needs no settings. */
    public MigrationsBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException, InterruptedException {
        MigrationsOptions options = new MigrationsOptions();
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            options.check();
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench migrations: " + e.getMessage());
            return 2;
        }
        LabCommand lab = new LabCommand(options.command, options.lab);
        Map<String, String> facts = lab.facts();
        List<String> hosts = List.of(facts.getOrDefault("HOSTS", "").split(" "));
        lab.run(
                "guest",
                hosts.get(0),
                GUEST,
                "--memory",
                "64",
                "--wss",
                Integer.toString(options.workingSet),
                "--dirty",
                Integer.toString(options.dirty));
        try (MigrationRounds rounds = new MigrationRounds(new VmId(GUEST), facts)) {
            for (String host : hosts) {
                lab.run("link-rate", host, options.link + "mbit");
            }
            return measure(options, lab, rounds, out);
        } finally {
            for (String host : hosts) {
                lab.run("link-rate", host, "none");
            }
            lab.run("guest-stop", GUEST);
        }
    }

    private static int measure(MigrationsOptions options, LabCommand lab, MigrationRounds rounds, PrintStream out)
            throws IOException, InterruptedException {
        rounds.migrate(Math.min(WARM_UP, options.count));
        ProcessFigures before = ProcessFigures.now();
        rounds.migrate(options.count - Math.min(WARM_UP, options.count));
        ProcessFigures after = ProcessFigures.now();
        List<Completed> completed = rounds.completed();
        double[] elapsed = sorted(completed, done -> done.elapsed().toNanos() / 1e9);
        double[] downtime = sorted(completed, done -> done.downtime().toNanos() / 1e9);
        double[] bytes = sorted(completed, Completed::transferredBytes);
        MigrationEstimate model = new PreCopyModel()
                .estimate(new MigrationConditions(
                        options.workingSet * 0x1p20,
                        options.dirty * TICKS_PER_SECOND * PAGE_BYTES,
                        options.link * 1e6 / 8,
                        MigrationRounds.MAX_DOWNTIME));
        String beats;
        boolean isUnbroken = true;
        try {
            beats = lab.run("heartbeat", GUEST).strip();
        } catch (IOException e) {
            beats = String.valueOf(e.getMessage());
            isUnbroken = false;
        }
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("migrations", options.count);
        figures.put("completed and verified", completed.size());
        figures.put("elapsed, median, s", quantile(elapsed, 0.5));
        figures.put("elapsed, 95 %, s", quantile(elapsed, 0.95));
        figures.put("elapsed, longest, s", quantile(elapsed, 1));
        figures.put("elapsed, model, s", model.elapsed().toNanos() / 1e9);
        figures.put("downtime, median, s", quantile(downtime, 0.5));
        figures.put("downtime, 95 %, s", quantile(downtime, 0.95));
        figures.put("downtime, longest, s", quantile(downtime, 1));
        figures.put("downtime, model, s", model.downtime().toNanos() / 1e9);
        figures.put("downtime, allowed, s", MigrationRounds.MAX_DOWNTIME.toNanos() / 1e9);
        figures.put("sent, median, MB", quantile(bytes, 0.5) / 1e6);
        figures.put("sent, model, MB", model.transferredBytes() / 1e6);
        figures.put("open files, after 5", before.openFiles());
        figures.put("open files, at the end", after.openFiles());
        figures.put("threads, after 5", before.threads());
        figures.put("threads, at the end", after.threads());
        figures.put("resident, after 5, MB", before.residentBytes() / 1e6);
        figures.put("resident, at the end, MB", after.residentBytes() / 1e6);
        out.println("| figure | measured |");
        out.println("|---|---|");
        figures.forEach((name, value) -> out.printf(Locale.ROOT, "| %s | %s |%n", name, text(value)));
        out.println();
        out.println(beats);
        rounds.failures().forEach(failure -> out.println("FAILED " + failure));
        Path json = options.json;
        if (json != null) {
            write(figures, beats, rounds.failures(), json);
        }
        return isUnbroken && rounds.failures().isEmpty() ? 0 : 1;
    }

    private static double[] sorted(List<Completed> completed, ToDoubleFunction<Completed> figure) {
        double[] values = completed.stream().mapToDouble(figure).toArray();
        Arrays.sort(values);
        return values;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * (sorted.length - 1))];
    }

    private static String text(Number value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.3f", number) : value.toString();
    }

    private static void write(Map<String, Number> figures, String beats, List<String> failures, Path file)
            throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            for (Map.Entry<String, Number> figure : figures.entrySet()) {
                json.writeFieldName(figure.getKey());
                json.writeNumber(text(figure.getValue()));
            }
            json.writeStringField("heartbeat", beats);
            json.writeArrayFieldStart("failures");
            for (String failure : failures) {
                json.writeString(failure);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
