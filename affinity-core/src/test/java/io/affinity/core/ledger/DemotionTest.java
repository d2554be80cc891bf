// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.FleetForecast.Basis;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.ledger.LedgerWorld.Spoiling;
import io.affinity.spi.forecast.Forecast;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers of steps here are those that {@code docs/adr/0011} promises. */
class DemotionTest {

    private static final int VMS = 40;
    private static final int GOOD = 3 * LedgerWorld.DAY;
    private static final int SHUFFLED = 72;
    private static final int FROZEN = LedgerWorld.DAY;
    private static final int HEALED = 2 * LedgerWorld.DAY;

    private static FleetForecast run(LedgerWorld world, int steps, Spoiling spoiling) {
        FleetForecast last = world.step(spoiling);
        for (int i = 1; i < steps; i++) {
            last = world.step(spoiling);
        }
        return last;
    }

    /** 200 series over a week each: at most one in a hundred. */
    @Test
    void aGoodForecasterIsNotDemotedByNoise() {
        int demoted = 0;
        for (long seed = 1; seed <= 5; seed++) {
            LedgerWorld world = new LedgerWorld(VMS, 7 * LedgerWorld.DAY, seed);
            boolean[] seen = new boolean[VMS];
            for (int i = 0; i < 7 * LedgerWorld.DAY; i++) {
                world.step(Spoiling.NONE);
                for (int v = 0; v < VMS; v++) {
                    demoted += world.standing(v).isDemoted() && !seen[v] ? 1 : 0;
                    seen[v] |= world.standing(v).isDemoted();
                }
            }
        }

        assertThat(demoted).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shuffledForecastsAreDemotedAndPromotedWhenTheyAreMended(long seed) {
        LedgerWorld world = new LedgerWorld(VMS, GOOD + SHUFFLED + HEALED, seed);
        run(world, GOOD, Spoiling.NONE);
        assertThat(world.demoted()).isZero();

        run(world, SHUFFLED, Spoiling.shuffled(VMS));
        assertThat(world.demoted()).isEqualTo(VMS);

        run(world, HEALED, Spoiling.NONE);
        assertThat(world.demoted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void frozenForecastsAreDemotedAndPromotedWhenTheyAreMended(long seed) {
        LedgerWorld world = new LedgerWorld(VMS, GOOD + FROZEN + HEALED, seed);
        run(world, GOOD, Spoiling.NONE);

        run(world, FROZEN, Spoiling.frozenAt(GOOD));
        assertThat(world.demoted()).isEqualTo(VMS);

        run(world, HEALED, Spoiling.NONE);
        assertThat(world.demoted()).isZero();
    }

    @Test
    void aForecasterThatIsWrongFromTheStartIsDemotedAsSoonAsAnythingCanBeSaid() {
        LedgerWorld world = new LedgerWorld(VMS, 200, 4);

        run(world, LedgerSettings.DEFAULT.recent() + 24, Spoiling.shuffled(VMS));

        assertThat(world.demoted()).isGreaterThan(VMS * 9 / 10);
    }

    @Test
    void aDemotedSeriesSaysSoAndIsForecastByACalibratedReference() {
        LedgerWorld world = new LedgerWorld(VMS, 3 * GOOD, 5);
        run(world, GOOD, Spoiling.NONE);
        run(world, SHUFFLED, Spoiling.shuffled(VMS));
        int within = 0;
        int count = 0;
        List<Basis> bases = new ArrayList<>();
        for (int i = 0; i < LedgerWorld.DAY; i++) {
            FleetForecast forecast = world.step(Spoiling.shuffled(VMS));
            for (int v = 0; v < VMS; v++) {
                SeriesForecast series = forecast.series(v, 0);
                bases.add(series.basis());
                double next = world.demand(v, world.now() + 6);
                within += next >= series.forecast().quantileAt(0.1, 5)
                                && next <= series.forecast().quantileAt(0.9, 5)
                        ? 1
                        : 0;
                count++;
            }
        }

        assertThat(bases).isSubsetOf(Basis.PERSISTENCE, Basis.SEASONAL_NAIVE, Basis.LONG_RUN);
        assertThat((double) within / count)
                .as("coverage of 80 %% six steps ahead")
                .isBetween(0.75, 0.86);
        assertThat(world.ledger().summary().demoted()).isEqualTo(VMS);
    }

    /** Neither the last value nor that of a day ago says anything of the next one here; how often it comes, does. */
    @Test
    void whereEachValueIsDrawnAnewTheReferenceIsTheLongRun() {
        int steps = 2 * LedgerWorld.DAY;
        LedgerWorld world = LedgerWorld.withoutMemory(VMS, steps + 12, 8);

        run(world, LedgerWorld.DAY, Spoiling.shuffled(VMS));
        int within = 0;
        int count = 0;
        for (int i = LedgerWorld.DAY; i < steps; i++) {
            FleetForecast forecast = world.step(Spoiling.shuffled(VMS));
            for (int v = 0; v < VMS; v++) {
                assertThat(forecast.series(v, 0).basis()).isEqualTo(Basis.LONG_RUN);
                double next = world.demand(v, world.now() + 12);
                Forecast longRun = forecast.series(v, 0).forecast();
                within += next >= longRun.quantileAt(0.1, 11) && next <= longRun.quantileAt(0.9, 11) ? 1 : 0;
                count++;
            }
        }

        assertThat((double) within / count).isBetween(0.77, 0.83);
    }

    @Test
    void aSeriesThatEarnsItsPlaceKeepsItsOwnForecast() {
        LedgerWorld world = new LedgerWorld(VMS, GOOD, 6);

        FleetForecast forecast = run(world, GOOD, Spoiling.NONE);

        assertThat(forecast.series(0, 0).basis()).isEqualTo(Basis.MODEL);
        assertThat(forecast.series(0, 1).basis()).as("what is always zero").isEqualTo(Basis.MODEL);
    }
}
