// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.plugin;

import io.affinity.core.RebalancerBuilder;
import io.affinity.core.backtest.Contender;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.plugin.PluginException;
import io.affinity.spi.plugin.Plugins;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The forecaster that a user chose, of whichever kind it is. */
public sealed interface ChosenForecaster {

    /** One that learns each series by itself. */
    record Single(Forecaster forecaster) implements ChosenForecaster {

        @Override
        public RebalancerBuilder applyTo(RebalancerBuilder loop) {
            return loop.forecaster(forecaster);
        }

        @Override
        public Contender contender(String name, List<Duration> seasons) {
            return new Contender.Single(name, forecaster, seasons);
        }
    }

    /** One that learns all series together. */
    record FleetWide(FleetForecaster forecaster) implements ChosenForecaster {

        @Override
        public RebalancerBuilder applyTo(RebalancerBuilder loop) {
            return loop.forecaster(forecaster);
        }

        @Override
        public Contender contender(String name, List<Duration> seasons) {
            return new Contender.FleetWide(name, forecaster, seasons);
        }
    }

    /** One of each kind, whose forecasts are pooled. */
    record Pooled(Forecaster single, FleetForecaster fleetWide) implements ChosenForecaster {

        @Override
        public RebalancerBuilder applyTo(RebalancerBuilder loop) {
            return loop.forecasters(single, fleetWide);
        }

        @Override
        public Contender contender(String name, List<Duration> seasons) {
            return new Contender.Pooled(
                    name,
                    new Contender.Single(single.name(), single, seasons),
                    new Contender.FleetWide(fleetWide.name(), fleetWide, seasons));
        }
    }

    /** Has a loop forecast by it. */
    RebalancerBuilder applyTo(RebalancerBuilder loop);

    /** {@return it as one of those that a backtest compares, under this name} */
    Contender contender(String name, List<Duration> seasons);

    /** {@return the names in what a user chose, such as {@code auto+boosting}} */
    static List<String> names(String chosen) {
        return List.of(chosen.split("\\+", -1));
    }

    /**
     * {@return the forecaster with this name, of the one kind or the other, or the pool of two}
     *
     * @throws PluginException if there is none, or there is one of each kind, or two that are no pool
     */
    static ChosenForecaster named(String chosen, Plugins<Forecaster> single, Plugins<FleetForecaster> fleetWide) {
        List<ChosenForecaster> all =
                names(chosen).stream().map(name -> one(name, single, fleetWide)).toList();
        if (all.size() == 1) {
            return all.get(0);
        }
        if (all.size() == 2) {
            for (int i = 0; i < 2; i++) {
                if (all.get(i) instanceof Single one && all.get(1 - i) instanceof FleetWide other) {
                    return new Pooled(one.forecaster(), other.forecaster());
                }
            }
        }
        throw new PluginException("The forecasters (" + chosen
                + ") must be one that learns each series by itself and one that learns the fleet: "
                + String.join(", ", single.names()) + "; " + String.join(", ", fleetWide.names()) + ".");
    }

    private static ChosenForecaster one(String name, Plugins<Forecaster> single, Plugins<FleetForecaster> fleetWide) {
        boolean isSingle = single.names().contains(name);
        boolean isFleetWide = fleetWide.names().contains(name);
        if (isSingle && isFleetWide) {
            throw new PluginException("A Forecaster and a FleetForecaster have the name (" + name + "): "
                    + single.named(name).getClass().getName() + " and "
                    + fleetWide.named(name).getClass().getName() + ". Maybe one of them should get another name.");
        }
        if (!isSingle && !isFleetWide) {
            Set<String> known = new TreeSet<>(single.names());
            known.addAll(fleetWide.names());
            List<String> sentences = new ArrayList<>();
            sentences.add("No Forecaster has the name (" + name + "). Known names: " + String.join(", ", known) + ".");
            sentences.addAll(single.failures());
            sentences.addAll(fleetWide.failures());
            throw new PluginException(String.join(" ", sentences));
        }
        return isSingle ? new Single(single.named(name)) : new FleetWide(fleetWide.named(name));
    }
}
