// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outside;

import static io.affinity.core.fixture.SmallFleet.STEP;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.forecasting.Evidence;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.ModelForecaster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WithdrawnSeriesTest {

    private static final int FOLLOWERS = 5;

    /** In a step of a small fleet. */
    private static final int FITS_OUT_OF_TURN = 4;

    private final FollowedWorld world = new FollowedWorld(FOLLOWERS);
    private final LastValue forecaster = new LastValue();
    private final OutsideForecaster demand = new OutsideForecaster(
            new ModelForecaster(forecaster, world.covariates, List.of(Duration.ofDays(1)), Duration.ofDays(7), STEP),
            world.covariates);

    /** {@return how many of the series nothing may be decided on} */
    private long undecided() {
        FleetForecast forecast = demand.forecast(world.fleet(), world.history, FollowedWorld.HORIZON);
        long undecided = 0;
        for (int vm = 0; vm < world.fleet().vms().size(); vm++) {
            for (int r = 0; r < 2; r++) {
                undecided += forecast.series(vm, r).evidence() == Evidence.NONE ? 1 : 0;
            }
        }
        return undecided;
    }

    private long fitsWithIt() {
        return forecaster.fits.stream().filter(each -> !each.isEmpty()).count();
    }

    @Test
    void nothingIsDecidedOnWhatLeansOnASeriesThatStoppedUntilItIsLearnedWithout() {
        assertThat(undecided()).isZero();
        assertThat(fitsWithIt()).isEqualTo(2 * FOLLOWERS);
        for (int i = 0; i < SeriesTrust.LONGEST_SILENCE; i++) {
            world.pass();
            assertThat(undecided()).as("its own forecast stands for it").isZero();
        }

        world.pass();
        assertThat(undecided()).isEqualTo(2 * FOLLOWERS - FITS_OUT_OF_TURN);
        world.pass();
        assertThat(undecided()).isEqualTo(2 * FOLLOWERS - 2 * FITS_OUT_OF_TURN);
        world.pass();
        assertThat(undecided()).isZero();
        assertThat(fitsWithIt()).as("none anew").isEqualTo(2 * FOLLOWERS);
    }
}
