// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.demand.Trust;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The demand of a fleet up to one grid place, read from the history where it is kept. What has been overwritten since is missing,
 * never another value. May be read by several threads while the history takes nothing.
 */
final class HistoryView implements FleetHistory {

    private final Fleet fleet;
    private final DemandHistory history;
    private final long place;
    private final int later;
    private final @Nullable EventSource events;
    private final DemandHistory.Values[] values;

    /**
     * @param fleet of whose VMs all are in the history
     * @param place the newest step that is shown, within the window
     * @param events what is known in advance, or null
     */
    HistoryView(Fleet fleet, DemandHistory history, long place, @Nullable EventSource events) {
        this.fleet = fleet;
        this.history = history;
        this.place = place;
        this.later = (int) (history.slot() - place);
        this.events = events;
        int resources = fleet.resources().size();
        this.values = new DemandHistory.Values[fleet.vms().size() * resources];
        for (int i = 0; i < values.length; i++) {
            values[i] = history.values(id(i / resources), i % resources);
        }
    }

    private VmId id(int vm) {
        return fleet.vms().get(vm).id();
    }

    @Override
    public Fleet fleet() {
        return fleet;
    }

    @Override
    public Instant origin() {
        return history.timeOf(place);
    }

    @Override
    public Duration step() {
        return history.step();
    }

    @Override
    public int length() {
        return history.window() - later;
    }

    @Override
    public int age(int vm, int resource) {
        return Math.max(0, history.age(id(vm), resource) - later);
    }

    @Override
    public double demand(int vm, int resource, int stepsBack) {
        Objects.checkIndex(stepsBack, length());
        return values[vm * fleet.resources().size() + resource].at(place - stepsBack);
    }

    @Override
    public double upperBound(int vm, int resource) {
        return history.upperBound(fleet.vms().get(vm), resource);
    }

    @Override
    public Trust trust(int vm) {
        return history.trust(id(vm));
    }

    @Override
    public List<Covariate> covariates(int vm) {
        return events == null ? List.of() : events.covariates(id(vm));
    }
}
