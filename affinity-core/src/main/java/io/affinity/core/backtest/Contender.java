// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.Forecaster;
import java.time.Duration;
import java.util.List;

/** A forecaster that is tried. Immutable and thread-safe, as forecasters are. */
public sealed interface Contender {

    /** {@return what it is called, which needs not be the name of its forecaster: two contenders may have one with other seasons} */
    String name();

    /** {@return the seasons that it is told of; those shorter than two steps are not} */
    List<Duration> seasons();

    /** One that learns each series by itself. */
    record Single(String name, Forecaster forecaster, List<Duration> seasons) implements Contender {

        public Single {
            seasons = List.copyOf(seasons);
        }
    }

    /** One that learns all series together. */
    record FleetWide(String name, FleetForecaster forecaster, List<Duration> seasons) implements Contender {

        public FleetWide {
            seasons = List.copyOf(seasons);
        }
    }

    /** One of each kind, whose forecasts are pooled as by {@link io.affinity.spi.forecast.LinearPool}. */
    record Pooled(String name, Single single, FleetWide fleetWide) implements Contender {

        @Override
        public List<Duration> seasons() {
            return single.seasons();
        }
    }

    /** {@return the lengths of the seasons in steps} */
    default List<Integer> periods(Duration step) {
        return seasons().stream()
                .map(season -> season.dividedBy(step))
                .filter(period -> period >= 2 && period <= Integer.MAX_VALUE)
                .map(Math::toIntExact)
                .toList();
    }
}
