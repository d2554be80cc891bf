// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.forecast.trees.FeatureColumns;
import io.affinity.spi.forecast.FleetHistory;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of all series with what came: their ranks. */
final class TrainingSet {

    private final FeatureColumns features;
    private final float[] targets;

    private TrainingSet(FeatureColumns features, float[] targets) {
        this.features = features;
        this.targets = targets;
    }

    static TrainingSet of(FleetHistory history, VmFacts facts, Calendar calendar, RowLayout layout, TrainingPlan plan) {
        BorrowedScales borrowed = borrowed(history, facts, plan);
        List<SeriesReplay> replays = IntStream.range(0, plan.series().length)
                .parallel()
                .mapToObj(i -> SeriesReplay.of(history, facts, calendar, layout, plan, borrowed, i))
                .toList();
        int resources = facts.fleet().resources().size();
        for (int k = 0; k < plan.backs().length; k++) {
            GroupMeans groups = new GroupMeans(facts);
            for (SeriesReplay replay : replays) {
                float[] grouped = replay.grouped(k);
                if (grouped.length > 0) {
                    groups.add(replay.series() / resources, replay.series() % resources, grouped);
                }
            }
            for (SeriesReplay replay : replays) {
                for (int i = 0; i < replay.rows(); i++) {
                    if (replay.time(i) == k) {
                        groups.write(replay.series() / resources, replay.series() % resources, layout, replay.row(i));
                    }
                }
            }
        }
        return columns(replays, layout);
    }

    /** What all series did at the times of the plan. */
    private static BorrowedScales borrowed(FleetHistory history, VmFacts facts, TrainingPlan plan) {
        BorrowedScales borrowed = new BorrowedScales(facts);
        int resources = facts.fleet().resources().size();
        for (int series : plan.series()) {
            double[] sample = IntStream.of(plan.backs())
                    .mapToDouble(back -> history.demand(series / resources, series % resources, back))
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .toArray();
            if (sample.length > 0) {
                borrowed.add(series / resources, series % resources, sample);
            }
        }
        return borrowed;
    }

    private static TrainingSet columns(List<SeriesReplay> replays, RowLayout layout) {
        int size = replays.stream().mapToInt(SeriesReplay::rows).sum();
        float[][] columns = new float[layout.size()][size];
        float[] targets = new float[size];
        int at = 0;
        for (SeriesReplay replay : replays) {
            for (int i = 0; i < replay.rows(); i++) {
                targets[at] = replay.target(i);
                for (int f = 0; f < columns.length; f++) {
                    columns[f][at] = replay.row(i)[f];
                }
                at++;
            }
        }
        return new TrainingSet(FeatureColumns.of(columns, size), targets);
    }

    FeatureColumns features() {
        return features;
    }

    /** {@return by row, the rank of what came} */
    float[] targets() {
        return targets;
    }
}
