// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import java.util.List;

/** The tables of {@code docs/performance.md}, in its order. */
final class PerformanceTables {

    private static final String TOP = "# Performance";
    private static final String CONTENTION = "## Is predicted contention true?";
    private static final String SCORING = "## Scoring a fleet";
    private static final String FORECASTS = "## Forecasts of many series";
    private static final String MIGRATIONS = "## Migrations";

    private static final String DAYS = "--planetlab";
    private static final String MONTHS = "--bitbrains";
    private static final String NOTHING = "";

    private PerformanceTables() {}

    static List<Table> all() {
        return List.of(
                new Table("cloudsim", TOP, DAYS, DecisionRuns::cloudsim),
                new Table("days", TOP, DAYS, DecisionRuns::days),
                new Table("peers", TOP, DAYS, DecisionRuns::peers),
                new Table("months", TOP, MONTHS, DecisionRuns::months),
                new Table("contention", CONTENTION, DAYS, HostRuns::contention),
                new Table("month-loads", CONTENTION, MONTHS, HostRuns::months),
                new Table("day-loads", CONTENTION, DAYS, HostRuns::days),
                new Table("score", SCORING, NOTHING, HostRuns::score),
                new Table("m4", FORECASTS, "--m4", ForecastRuns::m4),
                new Table("day-forecasts", FORECASTS, DAYS, ForecastRuns::days),
                new Table("month-forecasts", FORECASTS, MONTHS, ForecastRuns::months),
                new Table("online", FORECASTS, NOTHING, ForecastRuns::online),
                new Table("migrations", MIGRATIONS, "--lab", HostRuns::migrations));
    }
}
