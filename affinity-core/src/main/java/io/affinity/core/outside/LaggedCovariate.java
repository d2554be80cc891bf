// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outside;

import io.affinity.spi.forecast.Covariate;
import java.time.Instant;

/** A series as a VM that follows it by some steps meets it: in deviations from its mean. */
record LaggedCovariate(OutsideTrack track, SeriesScale scale, int lag, long stepMillis) implements Covariate {

    @Override
    public String name() {
        return "activity " + track.name();
    }

    @Override
    public double value(Instant stepStart) {
        long place = Math.floorDiv(stepStart.toEpochMilli(), stepMillis);
        return scale.apply(track.value(place - lag, place));
    }

    @Override
    public String form() {
        return name() + ", " + lag + " steps later, " + scale;
    }

    @Override
    public boolean isWithdrawn() {
        return !track.trust().isUsed();
    }
}
