// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import io.affinity.benchmarks.tables.TableResult.State;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** Writes tables one by one under the headings of the document, so that a run that is stopped leaves what it has. */
final class TablesMarkdown {

    private static final String TOP = "# Performance";

    private final PrintStream out;
    private String heading = TOP;

    TablesMarkdown(PrintStream out) {
        this.out = out;
    }

    void begin(TablesHeader header) {
        out.println(TOP);
        out.println();
        out.println("Commit " + header.commit() + ", Java " + header.java() + ", by `" + header.command() + "`");
        out.flush();
    }

    void add(TableResult result) {
        Table table = result.table();
        if (!table.heading().equals(heading)) {
            heading = table.heading();
            out.println("\n" + heading);
        }
        out.println("\n### " + table.name());
        if (result.state() == State.LEFT_OUT) {
            out.println("\nLeft out: it needs `" + table.needs() + "`.");
        }
        result.runs().forEach(this::add);
        out.flush();
    }

    private void add(RunResult run) {
        out.println("\n`" + run.run().command() + "`");
        if (!run.printed().isEmpty()) {
            out.println("\n" + run.printed());
        }
        if (!run.failure().isEmpty()) {
            out.println("\nFailed: " + run.failure());
        }
    }

    /** Says in the end what became of all tables. */
    void end(List<TableResult> results, List<Table> notAsked) {
        out.println("\n## All at once\n");
        for (State state : State.values()) {
            item(
                    state.text(),
                    results.stream()
                            .filter(result -> result.state() == state)
                            .map(TablesMarkdown::named)
                            .collect(Collectors.joining(", ")));
        }
        item("not asked for", notAsked.stream().map(Table::name).collect(Collectors.joining(", ")));
        out.flush();
    }

    private void item(String what, String names) {
        if (!names.isEmpty()) {
            out.println("- " + what + ": " + names);
        }
    }

    private static String named(TableResult result) {
        String name = result.table().name();
        return result.state() == State.LEFT_OUT ? name + " (`" + result.table().needs() + "`)" : name;
    }
}
