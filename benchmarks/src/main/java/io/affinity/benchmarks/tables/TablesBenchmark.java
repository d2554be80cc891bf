package io.affinity.benchmarks.tables;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import io.affinity.benchmarks.contention.ContentionBenchmark;
import io.affinity.benchmarks.decisions.DecisionsBenchmark;
import io.affinity.benchmarks.hostload.HostLoadBenchmark;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Prints the tables of {@code docs/performance.md} on decisions and contention again, one after the other, and above them the
 * commit and the Java that they are of. Each table is that of its own benchmark.
 */
public final class TablesBenchmark implements Benchmark {

    private static final int ILLEGAL = 2;

    /** Needs no settings. */
    public TablesBenchmark() {}

    @Command(name = "bench tables")
    private static final class Options {

        @Option(names = "--planetlab", arity = "1..*", description = "Days of PlanetLab.")
        private List<Path> days = new ArrayList<>();

        @Option(names = "--bitbrains", arity = "1..*", description = "Months of Bitbrains: their files of cpu_pct.")
        private List<Path> months = new ArrayList<>();

        @Option(names = "--json", description = "Also write the figures of the decisions as JSON.")
        private @Nullable Path json;
    }

    @Override
    public int run(List<String> arguments) throws Exception {
        return run(arguments, System.out, System.err);
    }

    int run(List<String> arguments, PrintStream out, PrintStream err) throws Exception {
        Options options = new Options();
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            if (options.days.isEmpty() && options.months.isEmpty()) {
                throw new IllegalArgumentException("At least one --planetlab or --bitbrains must be given.");
            }
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench tables: " + e.getMessage());
            return ILLEGAL;
        }
        out.println("Commit " + commit() + ", Java " + Runtime.version());
        List<Path> all = new ArrayList<>(options.days);
        all.addAll(options.months);
        List<String> decisions = new ArrayList<>(traces(all));
        if (options.json != null) {
            decisions.addAll(List.of("--json", options.json.toString()));
        }
        int worst = new DecisionsBenchmark().run(decisions);
        for (Path day : options.days) {
            out.println("\n" + day.getFileName());
            worst = Math.max(worst, new ContentionBenchmark().run(List.of("--trace", day.toString())));
        }
        for (Path trace : all) {
            worst = Math.max(worst, new HostLoadBenchmark().run(traces(List.of(trace))));
        }
        for (Path month : options.months) {
            List<String> memory = new ArrayList<>(traces(List.of(month)));
            memory.addAll(List.of("--resource", "memory"));
            worst = Math.max(worst, new HostLoadBenchmark().run(memory));
        }
        return worst;
    }

    private static List<String> traces(List<Path> paths) {
        List<String> arguments = new ArrayList<>();
        paths.forEach(path -> arguments.addAll(List.of("--trace", path.toString())));
        return arguments;
    }

    /** {@return the commit of the checkout that this runs in, or that it is not known} */
    private static String commit() throws InterruptedException {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--abbrev=12", "--dirty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 && !said.isEmpty() ? said : "unknown";
        } catch (IOException e) {
            return "unknown";
        }
    }
}
