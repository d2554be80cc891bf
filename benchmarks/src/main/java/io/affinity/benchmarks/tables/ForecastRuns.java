// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import io.affinity.benchmarks.online.OnlineBenchmark;
import io.affinity.benchmarks.peers.PeersForecastBenchmark;
import io.affinity.benchmarks.rolling.RollingBenchmark;
import io.affinity.benchmarks.tables.BenchRun.Format;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What makes the tables of forecasts. */
final class ForecastRuns {

    private static final String M4 = "--periods 24,168 --horizon 48"
            + " --models auto,arima,arima-ml,jdemetra,seasonal-naive@24,r-ets,r-auto-arima --r-limit 5";
    private static final String DAY = "--train 240 --horizon 12 --lower 0 --upper 100"
            + " --models persistence,auto,arima,r-ses,r-ets --r-limit 200";
    private static final String MONTH = "--periods 288,2016 --train 6048 --horizon 12,288 --stride 12 --model auto";

    private ForecastRuns() {}

    static List<BenchRun> m4(TableData data) {
        Path m4 = data.m4();
        return m4 == null
                ? List.of()
                : List.of(peers(Arguments.NONE
                        .and("--input", m4.resolve(TableData.M4_TRAIN))
                        .and("--test", m4.resolve(TableData.M4_TEST))
                        .and(M4)));
    }

    static List<BenchRun> days(TableData data) {
        return data.days().stream()
                .map(day -> peers(Arguments.NONE.and("--input", day).and(DAY)))
                .toList();
    }

    static List<BenchRun> months(TableData data) {
        return data.months().stream()
                .flatMap(month -> Stream.of("cpu_pct", "mem_used_kb").map(column -> rolling(month, column)))
                .toList();
    }

    static List<BenchRun> online(TableData data) {
        return List.of(new BenchRun("online", new OnlineBenchmark(), Arguments.NONE, Format.TEXT));
    }

    private static BenchRun peers(Arguments arguments) {
        return new BenchRun("peers-forecast", new PeersForecastBenchmark(), arguments, Format.TEXT_AND_JSON);
    }

    private static BenchRun rolling(Path month, String column) {
        Arguments arguments = Arguments.traces(List.of(TableData.column(month, column)))
                .and("--times", TableData.column(month, "time"))
                .and(MONTH);
        return new BenchRun("rolling", new RollingBenchmark(), arguments, Format.TEXT_AND_JSON);
    }
}
