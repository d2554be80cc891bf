// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outside;

import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.outside.FollowedWorld.FOLLOWER;
import static io.affinity.core.outside.FollowedWorld.LAG;
import static io.affinity.core.outside.FollowedWorld.OTHER;
import static io.affinity.core.outside.FollowedWorld.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.affinity.spi.forecast.Covariate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutsideCovariatesTest {

    private final FollowedWorld world = new FollowedWorld();

    /** How far apart two values of the series are in the units of the covariate. */
    private double unit(Covariate covariate) {
        int now = world.now();
        return (covariate.value(at(now - 10)) - covariate.value(at(now - 11)))
                / (world.activity(now - 10 - LAG) - world.activity(now - 11 - LAG));
    }

    @Test
    void onlyWhoFollowsHasTheCovariateAtItsLag() {
        assertThat(world.covariates.dependences(FOLLOWER)).singleElement().satisfies(it -> {
            assertThat(it.lag()).isEqualTo(STEP.multipliedBy(LAG));
            assertThat(it.series()).isEqualTo("logins");
        });
        assertThat(world.covariates.covariates(FOLLOWER))
                .extracting(Covariate::name)
                .containsExactly("activity logins");
        assertThat(world.covariates.covariates(OTHER)).isEmpty();
        assertThat(world.covariates.problem()).isEmpty();
    }

    @Test
    void upToTheLagTheSeriesIsKnownAndBeyondItIsForecast() {
        Covariate covariate = world.covariate();
        double unit = unit(covariate);
        int now = world.now();
        double last = covariate.value(at(now + LAG));

        for (int ahead = 1; ahead <= LAG; ahead++) {
            assertThat(covariate.value(at(now + ahead)) - last)
                    .isCloseTo(unit * (world.activity(now + ahead - LAG) - world.activity(now)), within(1e-9));
        }
        assertThat(covariate.value(at(now + LAG + 1)) - last).isCloseTo(unit * LastValue.MARK, within(1e-6));
    }

    @Test
    void whatItSaysOfThePastNeverChangesAlsoWhenValuesComeLate() {
        Covariate covariate = world.covariate();
        List<Double> said = new ArrayList<>();
        int first = world.now() + 1;
        for (int i = 0; i < 20; i++) {
            if (i % 3 == 0) {
                world.passKnown();
            } else {
                world.pass();
            }
            said.add(covariate.value(at(world.now())));
        }
        for (int i = 0; i < 20; i++) {
            world.series.send(at(first + i), world.activity(first + i));
        }
        world.passKnown();

        for (int i = 0; i < 20; i++) {
            assertThat(covariate.value(at(first + i))).as("step %d", i).isEqualTo(said.get(i));
        }
        assertThat(covariate.value(at(world.now() + LAG)))
                .as("and what came late tells of the future")
                .isNotEqualTo(covariate.value(at(world.now() + LAG + 1)));
    }

    @Test
    void aSeriesThatStopsIsForecastForAnHourAndThenWithdrawnUntilItIsBack() {
        Covariate covariate = world.covariate();
        for (int i = 0; i < SeriesTrust.LONGEST_SILENCE; i++) {
            world.pass();
            assertThat(covariate.isWithdrawn()).isFalse();
        }
        assertThat(world.covariates.problem())
                .isEqualTo(
                        "The series logins from outside: it has been silent for 12 steps; its own forecast stands for it.");

        world.pass();
        assertThat(covariate.isWithdrawn()).isTrue();
        assertThat(world.covariates.covariates(FOLLOWER)).isEmpty();
        assertThat(world.covariates.problem()).contains("silent for 13 steps, and is left out");
        assertThat(covariate.value(at(world.now() + 1))).isFinite();

        world.passKnown();
        assertThat(covariate.isWithdrawn()).isFalse();
        assertThat(world.covariates.covariates(FOLLOWER)).hasSize(1);
    }

    @Test
    void whatCannotBeIsNotBelieved() {
        Covariate covariate = world.covariate();
        double before = covariate.value(at(world.now() + LAG));
        for (double absurd : new double[] {1e18, -1e12, Double.POSITIVE_INFINITY, 1e6}) {
            world.passWith(absurd);
        }

        for (int ahead = 1; ahead <= 2 * LAG; ahead++) {
            assertThat(covariate.value(at(world.now() + ahead)) - before)
                    .isLessThan(1.01 * unit(covariate) * LastValue.MARK);
        }
        assertThat(world.covariates.problem()).contains("4 of its newest values cannot be, and are left out.");
    }

    @Test
    void aSeriesThatIsMostlyGapIsLeftOut() {
        Covariate covariate = world.covariate();
        for (int i = 0; i < 288; i++) {
            if (i % 3 == 0) {
                world.passKnown();
            } else {
                world.pass();
            }
        }

        assertThat(covariate.isWithdrawn()).isTrue();
        assertThat(world.covariates.problem()).contains("of its last 288 values are known; it is left out.");
    }

    @Test
    void aSeriesThatStandsStillAsNeverBeforeIsLeftOut() {
        Covariate covariate = world.covariate();
        for (int i = 0; i < 40; i++) {
            world.passWith(50);
        }

        assertThat(covariate.isWithdrawn()).isTrue();
        assertThat(world.covariates.problem()).contains("has not changed for 40 steps");
    }

    @Test
    void aSourceOrAForecasterThatBreaksIsToldAndTheLoopGoesOn() {
        world.own.breaks = true;
        world.series.breaks = true;
        world.series.problem = "The store is not there.";
        world.pass();
        assertThat(world.covariates.problem()).contains("it broke: java.lang.IllegalStateException: The disk is full.");

        world.series.breaks = false;
        world.passKnown();
        assertThat(world.covariates.problem()).contains("The store is not there.");
        assertThat(world.covariate().value(at(world.now() + 2 * LAG))).isFinite();
    }

    @Test
    void afterARestartTheSameCovariatesAreGiven() throws Exception {
        Covariate before = world.covariate();
        byte[] bytes = world.covariates.encode();
        world.passKnown();
        OutsideCovariates again = world.covariates(new LastValue());
        again.restore(bytes);
        again.observe(world.fleet(), world.history, FollowedWorld.HORIZON);

        assertThat(again.covariates(FOLLOWER)).singleElement().satisfies(after -> {
            assertThat(after.form()).isEqualTo(before.form());
            for (int t = world.now() - 100; t <= world.now() + LAG; t++) {
                assertThat(after.value(at(t))).isEqualTo(before.value(at(t)));
            }
        });
        assertThat(again.dependences()).isEqualTo(world.covariates.dependences());
    }
}
