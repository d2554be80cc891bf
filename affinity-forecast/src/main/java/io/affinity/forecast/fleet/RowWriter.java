// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** Writes rows of one series, all but what groups do. Belongs to one thread. */
final class RowWriter {

    private final Instant origin;
    private final Calendar calendar;
    private final Duration step;
    private final VmFacts facts;
    private final RowLayout layout;
    private final int vm;
    private final int resource;

    RowWriter(Instant origin, Calendar calendar, VmFacts facts, RowLayout layout, int vm, int resource) {
        this.origin = origin;
        this.calendar = calendar;
        this.step = calendar.step();
        this.facts = facts;
        this.layout = layout;
        this.vm = vm;
        this.resource = resource;
    }

    /**
     * {@return a row}
     *
     * @param back how many steps before the origin it is told
     * @param lead how many steps after that it is about
     */
    float[] row(SeriesFeatures features, LeadFeatures byLead, int back, int lead) {
        float[] row = new float[layout.size()];
        System.arraycopy(features.values(), 0, row, 0, features.values().length);
        byLead.write(lead, row, layout.leadAt());
        facts.writeVm(vm, resource, Math.exp(features.values()[SeriesFeatures.LEVEL]), row, layout.vmAt());
        Instant now = origin.minus(step.multipliedBy(back));
        facts.writeCovariates(vm, layout, now, now.plus(step.multipliedBy(lead)), row);
        return row;
    }

    /**
     * {@return a row of a series of which nothing is known}
     *
     * @param back how many steps before the origin it is told
     * @param lead how many steps after that it is about
     */
    float[] unknown(int back, int lead) {
        float[] row = new float[layout.size()];
        Arrays.fill(row, Float.NaN);
        Instant now = origin.minus(step.multipliedBy(back));
        LeadFeatures.writeTime(calendar, calendar.slot(now) + lead, lead, row, layout.leadAt());
        facts.writeVm(vm, resource, Double.NaN, row, layout.vmAt());
        facts.writeCovariates(vm, layout, now, now.plus(step.multipliedBy(lead)), row);
        return row;
    }
}
