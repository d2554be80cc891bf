// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.spi.forecast.FleetHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One series lived through again: at each time of the plan, what was known then, and what came. Belongs to one thread. */
final class SeriesReplay {

    /** Fewer values of its own say nothing of a series. */
    static final int ENOUGH = 24;

    /** One row for so many is told once more as if the VM were new, so that it is learned what to say of those that are. */
    private static final int ROWS_A_STRANGER = 20;

    private final int series;
    private final List<float[]> rows = new ArrayList<>();
    private final List<Float> targets = new ArrayList<>();
    private final List<Integer> times = new ArrayList<>();
    private final float[][] grouped; // of a time of which nothing is known, empty

    private SeriesReplay(int series, int times) {
        this.series = series;
        this.grouped = new float[times][0];
    }

    static SeriesReplay of(
            FleetHistory history,
            VmFacts facts,
            Calendar calendar,
            RowLayout layout,
            TrainingPlan plan,
            BorrowedScales borrowed,
            int index) {
        int[] backs = plan.backs();
        int series = plan.series()[index];
        int resources = facts.fleet().resources().size();
        int vm = series / resources;
        int resource = series % resources;
        SeriesReplay replay = new SeriesReplay(series, backs.length);
        double[] values = new double[history.age(vm, resource)];
        if (values.length == 0) {
            return replay;
        }
        history.read(vm, resource, values.length - 1, values);
        int[][] leads = plan.leads(index, facts.fleet().vms().get(vm).id(), resource);
        RankScale scale = borrowed.of(vm, resource);
        SplittableRandom ties =
                new SplittableRandom(facts.fleet().vms().get(vm).id().value().hashCode());
        SeriesTrack track = new SeriesTrack(calendar, calendar.slot(history.origin()) - values.length);
        RowWriter writer = new RowWriter(history.origin(), calendar, facts, layout, vm, resource);
        int taken = 0;
        for (int k = 0; k < backs.length; k++) {
            for (; taken < values.length - backs[k]; taken++) {
                track.observe(values[taken]);
            }
            if (track.present() >= ENOUGH) {
                replay.take(k, track, values, taken, leads[k], ties, writer, scale);
            }
        }
        return replay;
    }

    private void take(
            int time,
            SeriesTrack track,
            double[] values,
            int taken,
            int[] leads,
            SplittableRandom ties,
            RowWriter writer,
            @Nullable RankScale others) {
        double[] sample = track.sample();
        if (sample.length == 0) {
            return;
        }
        RankScale scale = new RankScale(sample);
        SeriesFeatures features = SeriesFeatures.of(track, scale, sample);
        grouped[time] = GroupMeans.grouped(features.values());
        LeadFeatures byLead = new LeadFeatures(features);
        int back = values.length - taken;
        for (int lead : leads) {
            double target = values[taken + lead - 1];
            if (!Double.isNaN(target)) {
                add(time, writer.row(features, byLead, back, lead), scale.rank((float) target, ties.nextDouble()));
                if (others != null && ties.nextInt(ROWS_A_STRANGER) == 0) {
                    add(time, writer.unknown(back, lead), others.rank((float) target, ties.nextDouble()));
                }
            }
        }
    }

    private void add(int time, float[] row, double rank) {
        rows.add(row);
        targets.add((float) rank);
        times.add(time);
    }

    int series() {
        return series;
    }

    int rows() {
        return rows.size();
    }

    float[] row(int index) {
        return rows.get(index);
    }

    float target(int index) {
        return targets.get(index);
    }

    int time(int index) {
        return times.get(index);
    }

    /** {@return the features at a time that groups are described by; empty if nothing was known then} */
    float[] grouped(int time) {
        return grouped[time];
    }
}
