// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bench tables}. */
@Command(
        name = "bench tables",
        sortOptions = false,
        description =
                "Makes the tables of docs/performance.md as Markdown, each by its own benchmark, and names the commit,"
                        + " the Java and the command line of each. A table whose data are not given is listed as left out; one"
                        + " that fails is listed with its message, and the others are made all the same.")
final class TablesOptions {

    @Option(
            names = "--planetlab",
            arity = "1..*",
            paramLabel = "PATH",
            description = "Days of PlanetLab, or a folder of days.")
    List<Path> days = new ArrayList<>();

    @Option(
            names = "--bitbrains",
            arity = "1..*",
            paramLabel = "PATH",
            description =
                    "Months of Bitbrains: files NAME-cpu_pct.csv with their sibling columns, or a folder of them.")
    List<Path> months = new ArrayList<>();

    @Option(
            names = "--m4",
            paramLabel = "FOLDER",
            description = "Of the M4 Hourly series: " + TableData.M4_TRAIN + " and " + TableData.M4_TEST + ".")
    @Nullable
    Path m4;

    @Option(names = "--lab", paramLabel = "FOLDER", description = "Of a running lab, with three hosts or more.")
    @Nullable
    Path lab;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Tables to make. Default: all.")
    List<String> only = new ArrayList<>();

    @Option(names = "--out", paramLabel = "FILE", description = "Write the tables there. Default: print them.")
    @Nullable
    Path out;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write all figures as JSON.")
    @Nullable
    Path json;

    /** {@return the tables that were asked for, in the order of the document} */
    List<Table> chosen(List<Table> all) {
        List<String> names = all.stream().map(Table::name).toList();
        for (String name : only) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "The table (" + name + ") must be one of " + String.join(", ", names) + ".");
            }
        }
        return all.stream()
                .filter(table -> only.isEmpty() || only.contains(table.name()))
                .toList();
    }

    /**
     * {@return the data that were given}
     *
     * @throws IllegalArgumentException if any of them is not there
     */
    TableData data() {
        if (m4 != null) {
            DataFiles.requireFiles("--m4", m4, List.of(TableData.M4_TRAIN, TableData.M4_TEST));
        }
        if (lab != null && !Files.isDirectory(lab)) {
            throw new IllegalArgumentException("The folder of --lab (" + lab + ") must be that of a running lab.");
        }
        return new TableData(DataFiles.days(days), DataFiles.months(months), m4, lab);
    }
}
