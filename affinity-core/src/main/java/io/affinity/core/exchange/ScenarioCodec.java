// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import io.affinity.core.contention.ScenarioDraft;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;

/**
 * Scenarios: the fleet, origin, step, steps, draws, the quantum of each resource, then the demand in quanta by resource, VM, step and
 * draw, four bytes each.
 */
final class ScenarioCodec {

    private ScenarioCodec() {}

    static void write(MessageWriter out, Scenarios scenarios) {
        Fleet fleet = scenarios.fleet();
        FleetCodec.write(out, fleet);
        out.instant(scenarios.origin());
        out.duration(scenarios.step());
        out.integer(scenarios.steps());
        out.integer(scenarios.scenarios());
        int resources = fleet.resources().size();
        for (int r = 0; r < resources; r++) {
            out.real(scenarios.quantum(r));
        }
        int[] block = new int[fleet.vms().isEmpty() ? 0 : scenarios.blockLength()];
        for (int r = 0; r < resources; r++) {
            for (int v = 0; v < fleet.vms().size(); v++) {
                scenarios.copyDemand(v, r, block, 0);
                out.integers(block);
            }
        }
    }

    static Scenarios read(MessageReader in) {
        Fleet fleet = FleetCodec.read(in);
        Instant origin = in.instant();
        Duration step = in.duration();
        int steps = in.index(Scenarios.MOST + 1);
        int draws = in.index(Scenarios.MOST + 1);
        int resources = fleet.resources().size();
        double[] quantum = in.reals(resources);
        // Within the border of long: at most 2^16 x 2^16, and no more VMs and resources than there were bytes.
        long blocks = (long) resources * fleet.vms().size();
        in.requireRoom(blocks == 0 ? 0 : Math.multiplyExact((long) steps * draws, blocks), Integer.BYTES);
        ScenarioDraft draft = ScenarioDraft.of(fleet, origin, step, steps, draws, quantum);
        int[] block = new int[fleet.vms().isEmpty() ? 0 : steps * draws];
        for (int r = 0; r < resources; r++) {
            for (int v = 0; v < fleet.vms().size(); v++) {
                in.integers(block);
                draft.set(v, r, block, 0);
            }
        }
        return draft.build();
    }
}
