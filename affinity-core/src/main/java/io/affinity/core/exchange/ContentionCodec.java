// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;

/**
 * A contention forecast: the fleet, origin, step, steps, then by host, resource and step its probability and its shortfall, and by VM,
 * resource and step its shortfall, in single precision.
 */
final class ContentionCodec {

    private ContentionCodec() {}

    static void write(MessageWriter out, ContentionForecast contention) {
        Fleet fleet = contention.fleet();
        FleetCodec.write(out, fleet);
        out.instant(contention.origin());
        out.duration(contention.step());
        out.integer(contention.steps());
        each(fleet.hosts().size(), contention.fleet(), contention.steps(), (host, r, t) -> {
            out.single((float) contention.probability(host, r, t));
            out.single((float) contention.shortfall(host, r, t));
        });
        each(
                fleet.vms().size(),
                contention.fleet(),
                contention.steps(),
                (vm, r, t) -> out.single((float) contention.vmShortfall(vm, r, t)));
    }

    static ContentionForecast read(MessageReader in) {
        Fleet fleet = FleetCodec.read(in);
        Instant origin = in.instant();
        Duration step = in.duration();
        int steps = in.index(Scenarios.MOST + 1);
        long rows = 2L * fleet.hosts().size() + fleet.vms().size();
        in.requireRoom(Math.multiplyExact(rows * fleet.resources().size(), (long) steps), Float.BYTES);
        ContentionForecast.Builder contention = ContentionForecast.builder(fleet, origin, step, steps);
        each(
                fleet.hosts().size(),
                fleet,
                steps,
                (host, r, t) -> contention.probability(host, r, t, in.single()).shortfall(host, r, t, in.single()));
        each(fleet.vms().size(), fleet, steps, (vm, r, t) -> contention.vmShortfall(vm, r, t, in.single()));
        return contention.build();
    }

    /** A place in the numbers of hosts, or of VMs. */
    private interface Cell {
        void at(int row, int resource, int step);
    }

    private static void each(int rows, Fleet fleet, int steps, Cell cell) {
        for (int row = 0; row < rows; row++) {
            for (int r = 0; r < fleet.resources().size(); r++) {
                for (int t = 0; t < steps; t++) {
                    cell.at(row, r, t);
                }
            }
        }
    }
}
