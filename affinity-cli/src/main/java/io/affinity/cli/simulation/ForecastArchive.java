// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.cli.report.ForecastStrip;
import io.affinity.cli.report.ForecastStrips;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps forecasts of all series, thinned so that they fit into a page: of each origin that is kept, every n-th step. Counts how often
 * they came as they said. Belongs to one run's thread.
 */
final class ForecastArchive {

    /** Of a page, before base64 adds a third. */
    private static final long MOST_BYTES = 2_400_000;

    private static final int ROWS = 4;
    private static final int GROWTH = 64;

    private final Workload workload;
    private final VmNames names;
    private final int originsExpected;
    private final List<Instant> times = new ArrayList<>();
    private final List<Duration> leads = new ArrayList<>();

    /** By VM and resource; then by time mean, lower and upper bound; NaN where there is none. */
    private final float[][] kept;

    private final CalibrationCount calibration;

    /** @param cyclesBetween two forecasts that are kept */
    ForecastArchive(Workload workload, int cyclesBetween) {
        this.workload = workload;
        this.names = VmNames.of(workload.vms());
        this.originsExpected = workload.steps() / cyclesBetween + 1;
        this.kept = new float[workload.vms().size() * workload.resources().size()][0];
        this.calibration = new CalibrationCount(workload.resources());
    }

    void record(FleetForecast forecasts) {
        Fleet fleet = forecasts.fleet();
        if (fleet.vms().isEmpty()) {
            return;
        }
        Forecast first = forecasts.series(0, 0).forecast();
        int stride = stride(first.steps());
        int from = times.size();
        for (int step = stride - 1; step < first.steps(); step += stride) {
            Duration lead = first.step().multipliedBy(step + 1L);
            times.add(first.origin().plus(lead));
            leads.add(lead);
        }
        for (int v = 0; v < workload.vms().size(); v++) {
            VmId vm = workload.vms().get(v).id();
            for (int r = 0; r < workload.resources().size(); r++) {
                float[] row = grown(v * workload.resources().size() + r);
                if (fleet.contains(vm)) {
                    keep(forecasts.series(fleet.indexOf(vm), r).forecast(), stride, from, row, v, r);
                }
            }
        }
    }

    /** {@return every how manieth step is kept; the last of a horizon is among them if it can be} */
    private int stride(int steps) {
        long series = kept.length;
        int stride = 1;
        while (stride < steps && series * originsExpected * (steps / stride) * ROWS > MOST_BYTES) {
            stride++;
        }
        return stride;
    }

    private float[] grown(int series) {
        float[] row = kept[series];
        int before = row.length;
        if (before < 3 * times.size()) {
            row = Arrays.copyOf(row, 3 * (times.size() + GROWTH));
            Arrays.fill(row, before, row.length, Float.NaN);
            kept[series] = row;
        }
        return row;
    }

    private void keep(Forecast forecast, int stride, int from, float[] row, int vm, int resource) {
        for (int at = from; at < times.size(); at++) {
            int step = (at - from + 1) * stride - 1;
            if (step >= forecast.steps()) {
                return;
            }
            row[3 * at] = (float) forecast.mean(step);
            row[3 * at + 1] = (float) forecast.quantileAt(0.1, step);
            row[3 * at + 2] = (float) forecast.quantileAt(0.9, step);
            calibration.compare(resource, forecast, step, actual(vm, resource, times.get(at)));
        }
    }

    private double actual(int vm, int resource, Instant time) {
        long step = Duration.between(workload.start(), time).dividedBy(workload.step());
        return step < 0 || step >= workload.steps() ? Double.NaN : workload.demand(vm, resource, (int) step);
    }

    CalibrationCount calibration() {
        return calibration;
    }

    /** {@return all that was kept and says something: not of series that are forever zero} */
    ForecastStrips strips() {
        List<ForecastStrip> strips = new ArrayList<>();
        for (int v = 0; v < workload.vms().size(); v++) {
            for (int r = 0; r < workload.resources().size(); r++) {
                ForecastStrip strip = strip(v, r);
                if (strip != null) {
                    strips.add(strip);
                }
            }
        }
        return strips.isEmpty() ? ForecastStrips.NONE : new ForecastStrips(times, leads, strips);
    }

    private @Nullable ForecastStrip strip(int vm, int resource) {
        float[] row = kept[vm * workload.resources().size() + resource];
        int count = times.size();
        float[][] rows = new float[ROWS][count];
        float highest = 0;
        for (int at = 0; at < count; at++) {
            rows[0][at] = (float) actual(vm, resource, times.get(at));
            for (int i = 1; i < ROWS; i++) {
                int place = 3 * at + i - 1;
                rows[i][at] = place < row.length ? row[place] : Float.NaN;
            }
            // A bound that is far out would flatten all else.
            highest = Math.max(highest, Math.max(finite(rows[0][at]), finite(rows[1][at]) * 2));
        }
        if (highest <= 0) {
            return null;
        }
        byte[] bytes = new byte[ROWS * count];
        for (int i = 0; i < ROWS; i++) {
            for (int at = 0; at < count; at++) {
                bytes[i * count + at] = (byte) level(rows[i][at], highest);
            }
        }
        Resource what = workload.resources().get(resource);
        return new ForecastStrip(
                names.label(workload.vms().get(vm).id()),
                what.name(),
                what.unit(),
                highest,
                Base64.getEncoder().encodeToString(bytes));
    }

    private static float finite(float value) {
        return Float.isFinite(value) ? value : 0;
    }

    private static int level(float value, float highest) {
        if (!Float.isFinite(value)) {
            return ForecastStrip.MISSING;
        }
        return Math.round(Math.max(0, Math.min(1, value / highest)) * ForecastStrip.HIGHEST);
    }
}
