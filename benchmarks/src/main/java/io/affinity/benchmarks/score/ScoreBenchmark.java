// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.score;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.benchmarks.command.Benchmark;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;

/**
 * Measures the scoring hot path on a generated fleet, each step beside the time that a plain read of as many bytes takes
 * in the same process. Ends with 2 if an option is illegal.
 */
public final class ScoreBenchmark implements Benchmark {

    /** Needs no settings. */
    public ScoreBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException, RunnerException {
        ScoreOptions options = new ScoreOptions();
        try {
            new CommandLine(options).parseArgs(arguments.toArray(String[]::new));
            options.check();
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench score: " + e.getMessage());
            return 2;
        }
        List<ScoreFigure> figures = ScoreRuns.run(options);
        print(options, figures, out);
        explain(out);
        Path json = options.json;
        if (json != null) {
            write(options, figures, json);
        }
        return 0;
    }

    private static void print(ScoreOptions options, List<ScoreFigure> figures, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%d VMs, %d hosts, %d resources, %d steps, %d scenarios, %.0f MB of demand; Java %s, heap %s%n%n",
                options.vms,
                options.hosts,
                options.resources,
                options.steps,
                options.scenarios,
                4e-6 * options.vms * options.resources * options.steps * options.scenarios,
                Runtime.version().feature(),
                options.heap);
        out.println("| step | time, us | limit, us | ratio | lowest to highest | bytes/op |");
        out.println("|---|---|---|---|---|---|");
        for (ScoreFigure figure : figures) {
            out.println(row(figure));
        }
    }

    private static String row(ScoreFigure figure) {
        String note = figure.shortHosts() > 0
                ? String.format(Locale.ROOT, " (%.0f %% of hosts short at times)", 100 * figure.shortHosts())
                : "";
        return String.format(
                Locale.ROOT,
                "| %s%s | %.3f | %.3f | %.2f | %.2f to %.2f | %.1f |",
                figure.name(),
                note,
                figure.nanos() / 1000,
                figure.limitNanos() / 1000,
                figure.ratio(),
                figure.lowestRatio(),
                figure.highestRatio(),
                figure.bytesPerOp());
    }

    private static void explain(PrintStream out) {
        out.println();
        out.println("The limit is a plain read of as many bytes by one thread, turn by turn with the work; of");
        out.println("scoreAllOnTwoThreads it is the same work on one thread. Figures are medians over iterations, and");
        out.println("bytes are those of the calling thread. Work of one thread is timed in processor time.");
    }

    private static void write(ScoreOptions options, List<ScoreFigure> figures, Path file) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("java", Runtime.version().feature());
            json.writeNumberField("vms", options.vms);
            json.writeNumberField("hosts", options.hosts);
            json.writeNumberField("resources", options.resources);
            json.writeNumberField("steps", options.steps);
            json.writeNumberField("scenarios", options.scenarios);
            for (ScoreFigure figure : figures) {
                json.writeObjectFieldStart(figure.name());
                json.writeNumberField("nanos", figure.nanos());
                json.writeNumberField(
                        figure.isAgainstOneThread() ? "oneThreadNanos" : "plainReadNanos", figure.limitNanos());
                json.writeNumberField("ratio", figure.ratio());
                json.writeNumberField("lowestRatio", figure.lowestRatio());
                json.writeNumberField("highestRatio", figure.highestRatio());
                json.writeNumberField("bytesPerOp", figure.bytesPerOp());
                json.writeNumberField("profilerBytesPerOp", figure.profilerBytesPerOp());
                if (figure.shortHosts() > 0) {
                    json.writeNumberField("shortHosts", figure.shortHosts());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        }
    }
}
