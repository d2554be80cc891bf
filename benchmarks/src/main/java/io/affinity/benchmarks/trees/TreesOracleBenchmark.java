// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.trees;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import io.github.metarank.lightgbm4j.LGBMException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;
import picocli.CommandLine;

/**
 * Trains our trees and LightGBM's on the same seeded rows in one run, on one thread each, and prints what each loses and takes, and the
 * ratio to LightGBM. Each law is run twice, of which the second counts, as the first also pays for the compiler.
 */
public final class TreesOracleBenchmark implements Benchmark {

    private static final double[] LEVELS = {0.1, 0.5, 0.9};

    /** Needs no settings. */
    public TreesOracleBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        OracleOptions options = new OracleOptions();
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            options.check();
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench trees-oracle: " + e.getMessage());
            return 2;
        }
        List<OracleFigure> figures = onOneThread(options);
        print(figures, out);
        Path json = options.json;
        if (json != null) {
            write(figures, json);
        }
        return 0;
    }

    /** What would run in parallel uses the pool that it was begun in. */
    private static List<OracleFigure> onOneThread(OracleOptions options) {
        ForkJoinPool pool = new ForkJoinPool(1);
        try {
            return pool.submit(() -> figures(options)).join();
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<OracleFigure> figures(OracleOptions options) throws LGBMException {
        List<OracleFigure> figures = new ArrayList<>();
        for (OracleRows.Law law : OracleRows.Law.values()) {
            OracleRows train = OracleRows.of(law, options.rows, options.seed);
            OracleRows test = OracleRows.of(law, options.rows, ~options.seed);
            List<OracleFigure> second = List.of();
            for (int turn = 0; turn < 2; turn++) {
                second = List.of(
                        LightGbm.run(law, train, test, LEVELS, options),
                        OurTrees.apart(law, train, test, LEVELS, options),
                        OurTrees.shared(law, train, test, LEVELS, options),
                        OurTrees.forest(law, train, test, LEVELS, options));
            }
            figures.addAll(second);
        }
        return figures;
    }

    private static void print(List<OracleFigure> figures, PrintStream out) {
        out.println("| rows | learner | loss | ratio | training, ms | ratio | saying, ms | ratio |");
        out.println("|---|---|---|---|---|---|---|---|");
        OracleFigure peer = figures.get(0);
        for (OracleFigure figure : figures) {
            peer = figure.law() == peer.law() ? peer : figure; // the first of each law
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.4f | %.3f | %.0f | %.2f | %.0f | %.2f |%n",
                    figure.law().name().toLowerCase(Locale.ROOT),
                    figure.learner(),
                    figure.loss(),
                    figure.loss() / peer.loss(),
                    figure.trainMillis(),
                    figure.trainMillis() / peer.trainMillis(),
                    figure.predictMillis(),
                    figure.predictMillis() / peer.predictMillis());
        }
        out.println();
        out.println(
                "Loss is the mean pinball loss of the levels 0.1, 0.5 and 0.9 on rows that were not learned from; ratios are to");
        out.println("LightGBM on the same rows. Time is processor time of one thread, for all three levels together.");
    }

    private static void write(List<OracleFigure> figures, Path file) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartArray();
            for (OracleFigure figure : figures) {
                json.writeStartObject();
                json.writeStringField("law", figure.law().name().toLowerCase(Locale.ROOT));
                json.writeStringField("learner", figure.learner());
                json.writeNumberField("loss", figure.loss());
                json.writeNumberField("trainMillis", figure.trainMillis());
                json.writeNumberField("predictMillis", figure.predictMillis());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }
}
