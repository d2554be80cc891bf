// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rolling;

import io.affinity.benchmarks.series.NamedSeries;
import io.affinity.benchmarks.series.SeriesFile;
import io.affinity.benchmarks.series.TimedColumn;
import io.affinity.simulation.workload.Recording;
import io.affinity.simulation.workload.TraceFormatException;
import io.affinity.simulation.workload.Traces;
import io.affinity.spi.model.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Series from a trace of VMs, or from a file of series. */
final class RollingInput {

    private RollingInput() {}

    /**
     * {@return the series of one resource}
     *
     * @param times of a file of series, or null
     * @param resource of a trace; null for the first
     */
    static List<NamedSeries> read(Path file, @Nullable Path times, int stepSeconds, @Nullable String resource)
            throws IOException {
        if (times != null) {
            return timed(file, times, stepSeconds);
        }
        Recording recording;
        try {
            recording = Traces.open(file);
        } catch (TraceFormatException e) {
            return SeriesFile.read(file);
        }
        return series(recording, resource);
    }

    private static List<NamedSeries> timed(Path file, Path times, int stepSeconds) throws IOException {
        Map<String, NamedSeries> byId =
                SeriesFile.read(times).stream().collect(Collectors.toMap(NamedSeries::id, Function.identity()));
        List<NamedSeries> series = new ArrayList<>();
        for (NamedSeries values : SeriesFile.read(file)) {
            NamedSeries time = byId.get(values.id());
            if (time == null) {
                throw new IllegalArgumentException(
                        "The file " + times + " must have the times of " + values.id() + ".");
            }
            series.add(TimedColumn.onGrid(values, time, stepSeconds));
        }
        return series;
    }

    private static List<NamedSeries> series(Recording recording, @Nullable String resource) {
        int index = index(recording, resource);
        List<NamedSeries> series = new ArrayList<>();
        for (int vm = 0; vm < recording.vms().size(); vm++) {
            double[] values = new double[recording.steps()];
            for (int step = 0; step < values.length; step++) {
                values[step] = recording.value(vm, index, step);
            }
            series.add(new NamedSeries(recording.vms().get(vm), values));
        }
        return series;
    }

    private static int index(Recording recording, @Nullable String resource) {
        if (resource == null) {
            return 0;
        }
        List<String> names =
                recording.resources().resources().stream().map(Resource::name).toList();
        if (!names.contains(resource)) {
            throw new IllegalArgumentException("The resource (" + resource + ") must be one of " + names + ".");
        }
        return names.indexOf(resource);
    }
}
