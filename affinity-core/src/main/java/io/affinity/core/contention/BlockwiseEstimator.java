// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.model.Fleet;

/**
 * Estimates the contention of a fleet whose scenarios do not fit in memory, or in one array: they are built and judged for
 * some hosts at a time, and forgotten. The result is that of {@link ScenarioBuilder#build} and
 * {@link ContentionEstimator#estimate}, to the last bit. Belongs to one thread, though it uses several.
 */
public final class BlockwiseEstimator {

    private final ScenarioBuilder builder;
    private final ContentionWorkspace workspace;
    private final long mostBytes;

    /**
     * @param mostBytes that the scenarios of one block of hosts may take, at least 1; a host whose VMs need more is a block
     *     of its own
     * @param threads how many threads judge hosts, at least 1
     */
    public BlockwiseEstimator(ScenarioBuilder builder, long mostBytes, int threads) {
        if (mostBytes < 1) {
            throw new IllegalArgumentException("The bytes of a block (" + mostBytes + ") must be at least 1.");
        }
        this.builder = builder;
        this.workspace = new ContentionWorkspace(threads);
        this.mostBytes = mostBytes;
    }

    /** {@return the contention of the placement that the forecast's fleet has} */
    public ContentionForecast estimate(FleetForecast forecast) {
        Fleet fleet = forecast.fleet();
        Forecast any = forecast.series(0, 0).forecast();
        ContentionColumns all = new ContentionColumns(fleet, any.origin(), any.step(), builder.steps());
        double[] quanta = builder.prepare(forecast);
        VmsByHost vms = new VmsByHost(fleet);
        long mostVms =
                Math.max(1, mostBytes / builder.bytesOfVm(fleet.resources().size()));
        int first = 0;
        while (first < fleet.hosts().size()) {
            int end = first + 1;
            while (end < fleet.hosts().size() && vms.begin(end + 1) - vms.begin(first) <= mostVms) {
                end++;
            }
            if (vms.begin(end) > vms.begin(first)) {
                Scenarios scenarios = builder.buildPart(part(forecast, vms, first, end), quanta);
                copy(workspace.estimate(scenarios), vms, first, end, all);
            }
            first = end;
        }
        return all;
    }

    private static FleetForecast part(FleetForecast whole, VmsByHost vms, int first, int end) {
        Fleet fleet = whole.fleet();
        Fleet.Builder part = Fleet.builder(fleet.observedAt())
                .topology(fleet.topology())
                .hosts(fleet.hosts().subList(first, end));
        for (int h = first; h < end; h++) {
            for (int place = vms.begin(h); place < vms.begin(h + 1); place++) {
                part.vm(fleet.vms().get(vms.vm(place)), fleet.hosts().get(h).id());
            }
        }
        int firstPlace = vms.begin(first);
        return whole.part(part.build(), place -> vms.vm(firstPlace + place));
    }

    /** The VMs of a part are in the order of its hosts, so place and index differ by a constant. */
    private static void copy(ContentionForecast part, VmsByHost vms, int first, int end, ContentionColumns all) {
        int steps = all.steps();
        for (int h = first; h < end; h++) {
            all.isShort()[h] = part.isShort(h - first);
            for (int i = 0; i < all.resources() * steps; i++) {
                all.probability()[h * all.resources() * steps + i] =
                        (float) part.probability(h - first, i / steps, i % steps);
                all.shortfall()[h * all.resources() * steps + i] =
                        (float) part.shortfall(h - first, i / steps, i % steps);
            }
        }
        for (int place = vms.begin(first); place < vms.begin(end); place++) {
            int at = vms.vm(place) * all.resources() * steps;
            for (int i = 0; i < all.resources() * steps; i++) {
                all.vmShortfall()[at + i] = (float) part.vmShortfall(place - vms.begin(first), i / steps, i % steps);
            }
        }
    }
}
