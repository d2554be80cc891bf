// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import io.affinity.benchmarks.cloudsim.CloudSimBenchmark;
import io.affinity.benchmarks.decisions.DecisionsBenchmark;
import io.affinity.benchmarks.tables.BenchRun.Format;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What makes the tables of decisions. */
final class DecisionRuns {

    private static final String COMMON = "--policies none,reactive,predictive,oracle";
    private static final String PEERS = "--policies predictive,reactive,iqr,mad,lr,lrr,mean,trend,onedrs,max,n-sigma";

    private DecisionRuns() {}

    static List<BenchRun> cloudsim(TableData data) {
        return data.days().isEmpty()
                ? List.of()
                : List.of(new BenchRun(
                        "cloudsim", new CloudSimBenchmark(), Arguments.traces(data.days()), Format.TEXT_AND_JSON));
    }

    static List<BenchRun> days(TableData data) {
        return decisions(data.days(), COMMON);
    }

    static List<BenchRun> peers(TableData data) {
        return decisions(data.days(), PEERS);
    }

    static List<BenchRun> months(TableData data) {
        return Stream.of("first:150", "every:3")
                .flatMap(vms -> decisions(data.months(), "--vms " + vms + " " + COMMON).stream())
                .toList();
    }

    private static List<BenchRun> decisions(List<Path> traces, String others) {
        return traces.isEmpty()
                ? List.of()
                : List.of(new BenchRun(
                        "decisions",
                        new DecisionsBenchmark(),
                        Arguments.traces(traces).and(others),
                        Format.TEXT_AND_JSON));
    }
}
