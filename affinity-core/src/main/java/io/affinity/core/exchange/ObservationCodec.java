// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.telemetry.Observation;

/** An observation: the fleet, then the demand of each VM for each resource, bit by bit, whatever kind of NaN is missing. */
final class ObservationCodec {

    private ObservationCodec() {}

    static void write(MessageWriter out, Observation observation) {
        Fleet fleet = observation.fleet();
        FleetCodec.write(out, fleet);
        for (int v = 0; v < fleet.vms().size(); v++) {
            for (int r = 0; r < fleet.resources().size(); r++) {
                out.real(observation.demand(v, r));
            }
        }
    }

    static Observation read(MessageReader in) {
        Fleet fleet = FleetCodec.read(in);
        long count = (long) fleet.vms().size() * fleet.resources().size();
        in.requireRoom(count, Double.BYTES);
        return Observation.of(fleet, in.reals((int) count));
    }
}
