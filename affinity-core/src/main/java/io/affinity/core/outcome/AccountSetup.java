// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import io.affinity.core.balancing.MigrationMemory;
import io.affinity.core.plan.Planner;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Opens accounts, and the shadows in them.
 *
 * @param planner which estimates migrations
 * @param limits that shadows keep too
 * @param step of the control loop
 */
record AccountSetup(Planner planner, MigrationLimits limits, Duration step) {

    private static final Duration SHADOWS_REMEMBER = Duration.ofDays(7);

    /** {@return a new account, in which all tracks begin where VMs are} */
    Account begin(Moment moment, MigrationGains gains) {
        return new Account(moment, track(moment), track(moment), shadow(track(moment), moment), planner, gains);
    }

    private static Track track(Moment moment) {
        return new Track(moment.fleet().hostIndexByVm());
    }

    Shadow shadow(int[] hostByVm, Moment moment) {
        return shadow(new Track(hostByVm), moment);
    }

    private Shadow shadow(Track track, Moment moment) {
        return new Shadow(track, moment, planner, limits, new MigrationMemory(SHADOWS_REMEMBER, step));
    }

    /** {@return the account that was kept, or null if the fleet has other resources} */
    @Nullable
    Account restore(DecisionState state, Fleet fleet, MigrationGains gains, boolean isDemoted) {
        if (!fleet.resources().resources().equals(state.resources())) {
            return null;
        }
        RestoredMoment moment = new RestoredMoment(state, fleet);
        Account again = new Account(
                moment.moment(),
                moment.track(state.actual()),
                moment.track(state.stay()),
                resumed(moment, state.reactive()),
                planner,
                gains);
        DecisionState.TrackState forecasts = state.forecasts();
        if (forecasts != null && isDemoted) {
            again.forecasts(resumed(moment, forecasts));
        }
        return again;
    }

    private Shadow resumed(RestoredMoment moment, DecisionState.TrackState state) {
        Shadow shadow = shadow(moment.track(state), moment.moment());
        shadow.resume(moment.moment(), moment.flights(state), moment.plan(state), state.past());
        return shadow;
    }
}
