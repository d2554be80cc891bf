// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.telemetry;

import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.compute.Placement;
import io.affinity.openstack.http.Caller;
import io.affinity.openstack.identity.Session;
import io.affinity.openstack.lab.OpenStackLab;
import io.affinity.openstack.settings.CallLimits;
import io.affinity.openstack.settings.Clouds;
import io.affinity.openstack.settings.InventorySettings;
import java.time.Clock;
import java.util.Map;

/** Telemetry of a lab, by the variables that it prints. */
final class LabFleet {

    private LabFleet() {}

    static NovaFleet of(OpenStackLab lab) {
        return of(session(caller(CallLimits.DEFAULT), lab));
    }

    static Caller caller(CallLimits limits) {
        return new Caller(limits, null);
    }

    static Session session(Caller caller, OpenStackLab lab) {
        return new Session(Clouds.environment(lab.facts()), caller, System::nanoTime);
    }

    static NovaFleet of(Session session) {
        return NovaFleet.of(
                new Nova(session),
                new Placement(session),
                CallLimits.DEFAULT,
                InventorySettings.DEFAULT,
                Map::of,
                Clock.systemUTC());
    }
}
