// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import io.affinity.benchmarks.contention.ContentionBenchmark;
import io.affinity.benchmarks.hostload.HostLoadBenchmark;
import io.affinity.benchmarks.migrations.MigrationsBenchmark;
import io.affinity.benchmarks.score.ScoreBenchmark;
import io.affinity.benchmarks.tables.BenchRun.Format;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What makes the tables of hosts: their contention, their load, their scores, migrations between them. */
final class HostRuns {

    private HostRuns() {}

    static List<BenchRun> contention(TableData data) {
        return data.days().isEmpty()
                ? List.of()
                : List.of(new BenchRun(
                        "contention", new ContentionBenchmark(), Arguments.traces(data.days()), Format.TEXT_AND_JSON));
    }

    static List<BenchRun> days(TableData data) {
        return data.days().isEmpty() ? List.of() : List.of(loads(Arguments.traces(data.days())));
    }

    /** One run for each, as the demand of several months at once takes much memory. */
    static List<BenchRun> months(TableData data) {
        return data.months().stream()
                .map(month -> Arguments.traces(List.of(month)))
                .flatMap(month -> Stream.of(loads(month), loads(month.and("--resource memory"))))
                .toList();
    }

    private static BenchRun loads(Arguments arguments) {
        return new BenchRun("hostload", new HostLoadBenchmark(), arguments, Format.TEXT_AND_JSON);
    }

    static List<BenchRun> score(TableData data) {
        return List.of(new BenchRun("score", new ScoreBenchmark(), Arguments.NONE, Format.TEXT_AND_JSON));
    }

    static List<BenchRun> migrations(TableData data) {
        Path lab = data.lab();
        return lab == null
                ? List.of()
                : List.of(new BenchRun(
                        "migrations",
                        new MigrationsBenchmark(),
                        Arguments.NONE.and("--lab", lab).and("--count 100"),
                        Format.TEXT_AND_JSON));
    }
}
