// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.Planner;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tracks, side by side, from one moment to the next. */
final class Account {

    private static final Duration PATIENCE_WITH_HOSTS = Duration.ofHours(1);

    private final Track actual;
    private final Track stay;
    private final Shadow reactive;
    private final Planner planner;
    private final MigrationGains gains;
    private final Map<HostId, Instant> downSince = new HashMap<>();
    private @Nullable Shadow forecasts;
    private Moment moment;

    /** @param moment from which all tracks go on, with the indexes of its fleet */
    Account(Moment moment, Track actual, Track stay, Shadow reactive, Planner planner, MigrationGains gains) {
        this.moment = moment;
        this.actual = actual;
        this.stay = stay;
        this.reactive = reactive;
        this.planner = planner;
        this.gains = gains;
    }

    /**
     * What a step came to on each track.
     *
     * @param forecasts nothing where they have no shadow
     */
    record Step(TrackTotals actual, TrackTotals stay, TrackTotals reactive, TrackTotals forecasts) {}

    /** Goes on to the next moment; where it is not counted, nobody knows what happened in between. */
    Step go(Moment next, boolean isCounted) {
        TrackTotals done = goActual(next, isCounted);
        TrackTotals stayed = stay.go(stay.course(moment, next), isCounted);
        TrackTotals reacted = go(reactive, next, isCounted);
        TrackTotals foreseen = forecasts == null ? TrackTotals.NONE : go(forecasts, next, isCounted);
        Step step = new Step(done.plus(carryOver(next)), stayed, reacted, foreseen);
        moment = next;
        return step;
    }

    private TrackTotals go(Shadow shadow, Moment next, boolean isCounted) {
        shadow.advanceTo(next.at());
        return shadow.track().go(shadow.track().course(moment, next), isCounted);
    }

    private TrackTotals goActual(Moment next, boolean isCounted) {
        Course course = actual.course(moment, next);
        TrackTotals totals = actual.go(course, isCounted);
        if (isCounted) {
            gains.look(moment, next, course, actual.hostByVm());
        } else {
            gains.closeAll();
        }
        return totals;
    }

    /** {@return true migrations that nobody told of: operators migrate too} */
    private TrackTotals carryOver(Moment next) {
        Fleet before = moment.fleet();
        Fleet fleet = next.fleet();
        noteHosts(next);
        List<VmId> moved = actual.carryOver(before, fleet, host -> true);
        // Those that are under way may have arrived, and are told of later.
        moved.removeIf(vm ->
                actual.underWay().stream().anyMatch(migration -> migration.vm().equals(vm)));
        TrackTotals untold = priceOf(fleet, moved);
        actual.count(untold);
        stay.count(priceOf(
                fleet,
                stay.carryOver(before, fleet, host -> host.state() == HostState.DRAINING || isLost(host, next.at()))));
        carryOver(reactive, next);
        if (forecasts != null) {
            carryOver(forecasts, next);
        }
        return untold;
    }

    private void carryOver(Shadow shadow, Moment next) {
        shadow.leave(shadow.track().carryOver(moment.fleet(), next.fleet(), host -> isLost(host, next.at())));
    }

    private void noteHosts(Moment next) {
        downSince.keySet().removeIf(host -> !next.fleet().contains(host));
        for (Host host : next.fleet().hosts()) {
            if (host.state() == HostState.UNAVAILABLE) {
                downSince.putIfAbsent(host.id(), next.at());
            } else {
                downSince.remove(host.id());
            }
        }
    }

    private boolean isLost(Host host, Instant at) {
        Instant since = downSince.get(host.id());
        return since != null && !since.plus(PATIENCE_WITH_HOSTS).isAfter(at);
    }

    private TrackTotals priceOf(Fleet fleet, List<VmId> migrated) {
        double cost = 0;
        for (VmId vm : migrated) {
            cost += MigrationPlanner.price(planner.estimate(fleet, vm).elapsed());
        }
        return new TrackTotals(0, 0, 0, migrated.size(), cost, cost);
    }

    /** {@return the true placement, with what is under way where it goes} */
    int[] settled() {
        Fleet fleet = moment.fleet();
        int[] hostByVm = fleet.hostIndexByVm();
        for (Migration migration : actual.underWay()) {
            if (fleet.contains(migration.vm()) && fleet.contains(migration.target())) {
                hostByVm[fleet.indexOf(migration.vm())] = fleet.indexOf(migration.target());
            }
        }
        return hostByVm;
    }

    Moment moment() {
        return moment;
    }

    Track actual() {
        return actual;
    }

    Track stay() {
        return stay;
    }

    Shadow reactive() {
        return reactive;
    }

    /** {@return the shadow on which forecasts decide while they do not in truth, or null if they do} */
    @Nullable
    Shadow forecasts() {
        return forecasts;
    }

    void forecasts(@Nullable Shadow shadow) {
        forecasts = shadow;
    }
}
