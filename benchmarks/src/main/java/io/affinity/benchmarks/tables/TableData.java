// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data that tables are made from; a table whose data are not there is left out.
 *
 * @param days of PlanetLab
 * @param months of Bitbrains, each by its column of CPU percentages
 * @param m4 folder of the M4 Hourly series, or null
 * @param lab folder of a running lab, or null
 */
record TableData(
        List<Path> days,
        List<Path> months,
        @Nullable Path m4,
        @Nullable Path lab) {

    /** What a column of a month is called. */
    static final String CPU = "-cpu_pct.";

    static final String M4_TRAIN = "hourly-odd-train.csv.gz";
    static final String M4_TEST = "hourly-odd-test.csv.gz";

    TableData {
        days = List.copyOf(days);
        months = List.copyOf(months);
    }

    /** {@return the file of another column of the month} */
    static Path column(Path month, String name) {
        return month.resolveSibling(String.valueOf(month.getFileName()).replace(CPU, "-" + name + "."));
    }
}
