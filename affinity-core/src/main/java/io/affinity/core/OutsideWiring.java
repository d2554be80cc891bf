// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.core.dependence.OutsideSettings;
import io.affinity.core.outside.OutsideCovariates;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.OutsideSeries;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a builder was told of series from outside.
 *
 * @param forecaster of the series themselves
 */
record OutsideWiring(List<OutsideSeries> series, Forecaster forecaster, OutsideSettings settings) {

    /** Each is asked in each step, and compared with all VMs. */
    private static final int MOST = 64;

    OutsideWiring {
        series = List.copyOf(series);
        Set<String> names = new HashSet<>();
        for (OutsideSeries each : series) {
            if (each.name().isBlank() || !names.add(each.name())) {
                throw new IllegalArgumentException("The name (" + each.name()
                        + ") of a series from outside must not be blank, or that of another one.");
            }
        }
        if (series.size() > MOST) {
            throw new IllegalArgumentException(
                    "The number of series from outside (" + series.size() + ") must be at most " + MOST + ".");
        }
    }

    OutsideCovariates covariates(Wiring wanted) {
        return new OutsideCovariates(series, forecaster, wanted.seasons, settings, wanted.step, wanted.historySteps());
    }
}
