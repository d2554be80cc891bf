package io.affinity.benchmarks.contention;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.benchmarks.command.Benchmark;
import io.affinity.forecast.selection.Selection;
import io.affinity.simulation.workload.Recording;
import io.affinity.simulation.workload.Traces;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Packs the VMs of a trace onto hosts, predicts for each host and each of the next twelve steps how likely contention is,
 * and compares the Brier score of the library's joint scenarios with that of simpler rules.
 *
 * <p>Ends with 1 if a simpler rule is at least as good, with 2 if an option is illegal. Scores do not depend on the machine.
 */
public final class ContentionBenchmark implements Benchmark {

    /** Needs no settings. */
    public ContentionBenchmark() {}

    @Command(name = "bench contention")
    private static final class Options {

        @Option(names = "--trace", required = true, description = "A trace whose first resource is CPU.")
        private Path trace = Path.of("");

        @Option(names = "--json", description = "Also write the scores as JSON.")
        private @Nullable Path json;

        @Option(names = "--seed", description = "Of packing and scenarios. Default: 1.")
        private long seed = 1;
    }

    @Override
    public int run(List<String> arguments) throws IOException {
        return run(arguments, System.out, System.err);
    }

    int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        Options options = new Options();
        Recording recording;
        PackedHosts hosts;
        try {
            new CommandLine(options).parseArgs(arguments.toArray(String[]::new));
            recording = Traces.open(options.trace);
            hosts = new PackedHosts(recording, options.seed);
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench contention: " + e.getMessage());
            return 2;
        }
        ContentionScores scores = new ContentionReplay(
                        hosts, recording.steps(), recording.start(), recording.step(), new Selection(), options.seed)
                .run();
        print(recording, hosts, scores, out);
        if (options.json != null) {
            write(scores, options.json);
        }
        return isBest(scores) ? 0 : 1;
    }

    private static boolean isBest(ContentionScores scores) {
        for (Predictor predictor : Predictor.values()) {
            if (predictor != Predictor.JOINT && scores.brier(predictor) <= scores.brier(Predictor.JOINT)) {
                return false;
            }
        }
        return true;
    }

    private static void print(Recording recording, PackedHosts hosts, ContentionScores scores, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%d VMs on %d hosts, %d predictions up to an hour ahead, contention in %.1f %% of them%n%n",
                recording.vms().size(),
                hosts.hosts(),
                scores.predictions(),
                100 * scores.baseRate());
        for (Predictor predictor : Predictor.values()) {
            out.printf(Locale.ROOT, "Brier %-18s %.5f%n", predictor.id(), scores.brier(predictor));
        }
        out.printf(
                Locale.ROOT,
                "%ncoverage of host load: 80 %% interval %.1f %%, 95 %% interval %.1f %%%n%n",
                100 * scores.coverage80(),
                100 * scores.coverage95());
        out.println("reliability of joint: predicted, happened, number");
        for (int bin = 0; bin < ContentionScores.BINS; bin++) {
            if (scores.predicted(bin) > 0) {
                out.printf(
                        Locale.ROOT,
                        "  %.3f  %.3f  %d%n",
                        scores.meanProbability(bin),
                        scores.frequency(bin),
                        scores.predicted(bin));
            }
        }
    }

    private static void write(ContentionScores scores, Path file) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("predictions", scores.predictions());
            json.writeNumberField("baseRate", scores.baseRate());
            json.writeObjectFieldStart("brier");
            for (Predictor predictor : Predictor.values()) {
                json.writeNumberField(predictor.id(), scores.brier(predictor));
            }
            json.writeEndObject();
            json.writeArrayFieldStart("reliability");
            for (int bin = 0; bin < ContentionScores.BINS; bin++) {
                if (scores.predicted(bin) > 0) {
                    json.writeStartObject();
                    json.writeNumberField("predicted", scores.meanProbability(bin));
                    json.writeNumberField("happened", scores.frequency(bin));
                    json.writeNumberField("count", scores.predicted(bin));
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            json.writeObjectFieldStart("coverage");
            json.writeNumberField("80", scores.coverage80());
            json.writeNumberField("95", scores.coverage95());
            json.writeEndObject();
            json.writeEndObject();
        }
    }
}
