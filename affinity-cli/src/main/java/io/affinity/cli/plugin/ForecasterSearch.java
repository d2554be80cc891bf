// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.plugin;

import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.plugin.Plugins;
import java.util.ArrayList;
import java.util.List;

/** Finds all forecasters that may be named. */
public final class ForecasterSearch {

    private ForecasterSearch() {}

    /** {@return their names, those that learn each series by itself first; of the library and of the class path} */
    public static List<String> names() {
        ClassLoader loader = ForecasterSearch.class.getClassLoader();
        List<String> names =
                new ArrayList<>(Plugins.discover(Forecaster.class, loader).names());
        names.addAll(Plugins.discover(FleetForecaster.class, loader).names());
        return List.copyOf(names);
    }
}
