// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import io.affinity.benchmarks.tables.BenchRun.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes a table; what goes wrong is its result, so that other tables are made all the same. */
final class TableRunner {

    private TableRunner() {}

    static TableResult run(Table table, TableData data) throws IOException, InterruptedException {
        List<RunResult> results = new ArrayList<>();
        for (BenchRun run : table.runs().apply(data)) {
            Path figures = Files.createTempFile("table", ".json");
            try {
                results.add(run(run, figures));
            } finally {
                Files.deleteIfExists(figures);
            }
        }
        return new TableResult(table, results);
    }

    private static RunResult run(BenchRun run, Path figures) throws IOException, InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        String failure = failure(run, figures, printed);
        String json = run.format() == Format.TEXT_AND_JSON ? Files.readString(figures) : "";
        return new RunResult(
                run, printed.toString(StandardCharsets.UTF_8).strip(), failure.isEmpty() ? json : "", failure);
    }

    /** {@return why it failed; empty if it did not} */
    private static String failure(BenchRun run, Path figures, ByteArrayOutputStream printed)
            throws InterruptedException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(printed, false, StandardCharsets.UTF_8);
                PrintStream err = new PrintStream(said, false, StandardCharsets.UTF_8)) {
            int code = run.benchmark().run(run.argumentsWithJson(figures.toString()), out, err);
            err.flush();
            return code == 0 ? "" : why(run, code, said.toString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | OutOfMemoryError e) {
            return inOneLine("bench " + run.name() + ": " + e);
        }
    }

    private static String why(BenchRun run, int code, String said) {
        String line = inOneLine(said);
        return line.isEmpty() ? "bench " + run.name() + " ended with " + code : line + " (ended with " + code + ")";
    }

    private static String inOneLine(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("; "));
    }
}
