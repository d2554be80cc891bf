// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.plugin;

import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.plugin.Plugins;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Forecasters that a user chose to compare.
 *
 * @param byName in the order in which they were named, each once
 * @param notes sentences about forecasters that are on the class path and that nobody asked for, or that cannot be loaded
 */
public record ChosenForecasters(Map<String, ChosenForecaster> byName, List<String> notes) {

    public ChosenForecasters {
        byName = new LinkedHashMap<>(byName);
        notes = List.copyOf(notes);
    }

    /**
     * {@return the forecasters with these names}
     *
     * @throws io.affinity.spi.plugin.PluginException if one is not there, or there is one of each kind
     */
    public static ChosenForecasters of(List<String> names) {
        PluginSearch search = new PluginSearch();
        Plugins<Forecaster> single = search.ofAny(Forecaster.class, names);
        Plugins<FleetForecaster> fleetWide = search.ofAny(FleetForecaster.class, names);
        Map<String, ChosenForecaster> byName = new LinkedHashMap<>();
        names.forEach(name -> byName.put(name, ChosenForecaster.named(name, single, fleetWide)));
        return new ChosenForecasters(byName, search.notes());
    }
}
