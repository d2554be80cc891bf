// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.spi.forecast.FleetHistory;

/** What is remembered of one VM: by resource, its series and how far forecasts were off. Belongs to one model. */
final class TrackedVm {

    private static final int RESIDUALS = 288;

    private final SeriesTrack[] tracks;
    private final RecentValues[] residuals;

    private TrackedVm(int resources) {
        tracks = new SeriesTrack[resources];
        residuals = new RecentValues[resources];
    }

    /** {@return a VM with all that the history has of it} */
    static TrackedVm of(FleetHistory history, int vm, Calendar calendar) {
        TrackedVm tracked = new TrackedVm(history.fleet().resources().size());
        for (int r = 0; r < tracked.tracks.length; r++) {
            double[] values = new double[history.age(vm, r)];
            if (values.length > 0) {
                history.read(vm, r, values.length - 1, values);
            }
            SeriesTrack track = new SeriesTrack(calendar, calendar.slot(history.origin()) - values.length);
            for (double value : values) {
                track.observe(value);
            }
            tracked.tracks[r] = track;
            tracked.residuals[r] = new RecentValues(RESIDUALS);
        }
        return tracked;
    }

    static TrackedVm read(StateReader in, Calendar calendar, long slot, int resources) {
        TrackedVm tracked = new TrackedVm(resources);
        for (int r = 0; r < resources; r++) {
            tracked.tracks[r] = new SeriesTrack(calendar, slot, in);
            tracked.residuals[r] = new RecentValues(RESIDUALS, in);
        }
        return tracked;
    }

    void write(StateWriter out) {
        for (int r = 0; r < tracks.length; r++) {
            tracks[r].write(out);
            residuals[r].write(out);
        }
    }

    /** Takes over how far the forecasts of another model were off. */
    void remember(TrackedVm previous) {
        for (int r = 0; r < residuals.length; r++) {
            for (int back = previous.residuals[r].size() - 1; back >= 0; back--) {
                residuals[r].add(previous.residuals[r].get(back));
            }
        }
    }

    /** @param mean that was forecast; NaN if nothing was */
    void observe(int resource, double value, double mean) {
        tracks[resource].observe(value);
        double residual = value - mean;
        residuals[resource].add((float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, residual)));
    }

    SeriesTrack track(int resource) {
        return tracks[resource];
    }

    RecentValues residuals(int resource) {
        return residuals[resource];
    }
}
