// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import io.affinity.benchmarks.tables.TableResult.State;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where tables are written: Markdown to a file, which is then said table by table, or printed; and JSON. Both are written anew
 * with each table, so that a long run that is stopped leaves what it has, and a wrong file name is found at once.
 */
final class TablesReport implements AutoCloseable {

    private final TablesHeader header;
    private final PrintStream file;
    private final PrintStream progress;
    private final TablesMarkdown markdown;
    private final @Nullable Path json;
    private final List<TableResult> results = new ArrayList<>();

    private TablesReport(
            TablesHeader header, PrintStream file, PrintStream progress, TablesMarkdown markdown, @Nullable Path json) {
        this.header = header;
        this.file = file;
        this.progress = progress;
        this.markdown = markdown;
        this.json = json;
    }

    /**
     * {@return a report that has its header}
     *
     * @throws IllegalArgumentException if a file cannot be written
     */
    static TablesReport begin(TablesHeader header, TablesOptions options, PrintStream out) {
        try {
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            PrintStream file = options.out == null
                    ? nowhere
                    : new PrintStream(Files.newOutputStream(options.out), false, StandardCharsets.UTF_8);
            TablesMarkdown markdown = new TablesMarkdown(options.out == null ? out : file);
            TablesReport report =
                    new TablesReport(header, file, options.out == null ? nowhere : out, markdown, options.json);
            report.writeJson();
            markdown.begin(header);
            return report;
        } catch (IOException e) {
            throw new IllegalArgumentException("--out and --json must be files that can be written (" + e + ").", e);
        }
    }

    void add(TableResult result) throws IOException {
        results.add(result);
        markdown.add(result);
        writeJson();
        progress.println(result.table().name() + ": " + result.state().text());
    }

    /** Says in the end what became of all tables. */
    void end(List<Table> notAsked) {
        markdown.end(results, notAsked);
    }

    boolean isAnyFailed() {
        return results.stream().anyMatch(result -> result.state() == State.FAILED);
    }

    private void writeJson() throws IOException {
        if (json != null) {
            TablesJson.write(header, results, json);
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
