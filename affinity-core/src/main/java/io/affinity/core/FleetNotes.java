// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import java.util.ArrayList;
import java.util.List;

/** What a person should know of a fleet, whatever is decided about it. */
final class FleetNotes {

    private FleetNotes() {}

    static List<Note> of(Fleet fleet) {
        List<Note> notes = new ArrayList<>();
        fleet.holds().forEach(hold -> notes.add(new Note.Held(hold)));
        for (Host host : fleet.hosts()) {
            if (!host.isCapacityKnown()) {
                notes.add(new Note.HostNotKnown(host.id()));
            }
        }
        return notes;
    }
}
