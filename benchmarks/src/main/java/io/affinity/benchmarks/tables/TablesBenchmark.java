// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;

/**
 * The tables of {@code docs/performance.md} as Markdown, under its headings and in its order; each is that of its own
 * benchmark, which runs in this process. Names the commit, the Java, and the command line of each table.
 *
 * <p>A table whose data are not given is listed as left out. Ends with 1 if a table failed, after the others were made; with 2
 * if an option is illegal or data that were given are not there.
 */
public final class TablesBenchmark implements Benchmark {

    private static final int FAILED = 1;
    private static final int ILLEGAL = 2;

    private final List<Table> all;

    /** Makes the tables of the document. */
    public TablesBenchmark() {
        this(PerformanceTables.all());
    }

    /** Makes these tables. */
    TablesBenchmark(List<Table> all) {
        this.all = List.copyOf(all);
    }

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException, InterruptedException {
        TablesOptions options = new TablesOptions();
        try {
            return CommandOptions.parse(options, arguments, out) ? make(options, arguments, out) : 0;
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench tables: " + e.getMessage());
            return ILLEGAL;
        }
    }

    private int make(TablesOptions options, List<String> arguments, PrintStream out)
            throws IOException, InterruptedException {
        List<Table> chosen = options.chosen(all);
        TableData data = options.data();
        TablesHeader header = new TablesHeader(
                Commit.ofThisProgram(), Runtime.version().toString(), CommandText.of("tables", arguments));
        try (TablesReport report = TablesReport.begin(header, options, out)) {
            for (Table table : chosen) {
                report.add(TableRunner.run(table, data));
            }
            report.end(all.stream().filter(table -> !chosen.contains(table)).toList());
            return report.isAnyFailed() ? FAILED : 0;
        }
    }
}
