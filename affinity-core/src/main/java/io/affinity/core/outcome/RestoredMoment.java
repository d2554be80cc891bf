// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import io.affinity.core.outcome.DecisionState.TrackState;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The last moment before a restart, as far as the fleet that is seen now still has its VMs and hosts. A VM whose host is gone
 * was where it is now.
 */
final class RestoredMoment {

    private final DecisionState state;
    private final Moment moment;
    private final Map<VmId, Integer> placeByVm = new HashMap<>();

    RestoredMoment(DecisionState state, Fleet now) {
        this.state = state;
        for (int v = 0; v < state.vms().size(); v++) {
            placeByVm.put(state.vms().get(v), v);
        }
        int resources = state.resources().size();
        List<Vm> known =
                now.vms().stream().filter(vm -> placeByVm.containsKey(vm.id())).toList();
        Fleet.Builder builder = Fleet.builder(state.at())
                .topology(now.topology())
                .hosts(now.hosts())
                .policies(now.policies())
                .budgets(now.budgets());
        double[] demand = new double[known.size() * resources];
        for (int v = 0; v < known.size(); v++) {
            Vm vm = known.get(v);
            builder.vm(vm, host(state.actual(), vm.id(), now));
            state.demand().get(place(vm.id()) * resources, demand, v * resources, resources);
        }
        this.moment = new Moment(state.at(), builder.build(), demand);
    }

    private int place(VmId vm) {
        return placeByVm.getOrDefault(vm, -1);
    }

    private HostId host(TrackState track, VmId vm, Fleet now) {
        HostId host = state.hosts().get(track.hostByVm().get(place(vm)));
        return now.contains(host) ? host : now.placement().hostOf(vm);
    }

    Moment moment() {
        return moment;
    }

    /** {@return the track as it was, in the indexes of the moment} */
    Track track(TrackState track) {
        Fleet fleet = moment.fleet();
        int[] hostByVm = new int[fleet.vms().size()];
        for (int v = 0; v < hostByVm.length; v++) {
            hostByVm[v] = fleet.indexOf(host(track, fleet.vms().get(v).id(), fleet));
        }
        Track again = new Track(hostByVm);
        again.count(track.totals());
        again.resume(
                track.begun().stream().filter(this::isKnown).toList(),
                track.over().stream()
                        .filter(event -> isKnown(event.migration()))
                        .toList());
        return again;
    }

    List<ShadowMigrator.Flight> flights(TrackState track) {
        return track.flights().stream()
                .filter(flight -> isKnown(flight.migration()))
                .toList();
    }

    MigrationPlan plan(TrackState track) {
        return new MigrationPlan(
                state.at(),
                track.plan().stream()
                        .filter(planned -> isKnown(planned.migration()))
                        .toList(),
                List.of());
    }

    private boolean isKnown(Migration migration) {
        Fleet fleet = moment.fleet();
        return fleet.contains(migration.vm())
                && fleet.contains(migration.source())
                && fleet.contains(migration.target());
    }
}
