// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.event;

import io.affinity.sources.event.KnownVms.Member;
import io.affinity.spi.forecast.Covariate;
import java.time.Instant;
import java.util.List;

/** How much of each step events of one kind take that concern one VM, by magnitude. */
record KindCovariate(String name, Member vm, List<DayIndex> calendars, long stepMillis) implements Covariate {

    @Override
    public double value(Instant stepStart) {
        long from = stepStart.toEpochMilli();
        double covered = 0;
        for (DayIndex calendar : calendars) {
            covered += calendar.covered(name, vm, from, from + stepMillis);
        }
        return covered / stepMillis;
    }
}
