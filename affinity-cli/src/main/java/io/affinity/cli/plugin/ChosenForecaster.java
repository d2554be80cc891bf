package io.affinity.cli.plugin;

import io.affinity.core.RebalancerBuilder;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.plugin.PluginException;
import io.affinity.spi.plugin.Plugins;
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
    }

    /** One that learns all series together. */
    record FleetWide(FleetForecaster forecaster) implements ChosenForecaster {

        @Override
        public RebalancerBuilder applyTo(RebalancerBuilder loop) {
            return loop.forecaster(forecaster);
        }
    }

    /** Has a loop forecast by it. */
    RebalancerBuilder applyTo(RebalancerBuilder loop);

    /**
     * {@return the forecaster with this name, of the one kind or the other}
     *
     * @throws PluginException if there is none, or there is one of each kind
     */
    static ChosenForecaster named(String name, Plugins<Forecaster> single, Plugins<FleetForecaster> fleetWide) {
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
