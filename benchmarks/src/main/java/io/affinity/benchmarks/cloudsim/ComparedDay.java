// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.cloudsim;

import io.affinity.simulation.Figures;
import java.util.List;

/** All figures of one day, beside CloudSim's. */
record ComparedDay(CloudSimDay reference, List<Compared> figures) {

    private static final double CLOSE = 0.10;

    /** A tenth of a percent point of SLATAH is a difference of two percent already. */
    private static final double FAIRLY_CLOSE = 0.15;

    private static final double ANY = Double.POSITIVE_INFINITY;
    private static final double PERCENT = 100;

    ComparedDay {
        figures = List.copyOf(figures);
    }

    static ComparedDay of(CloudSimDay reference, Figures actual) {
        return new ComparedDay(
                reference,
                List.of(
                        new Compared("energy", "kWh", 2, actual.energyKwh(), reference.energyKwh(), CLOSE),
                        new Compared("migrations", "", 0, actual.migrations(), reference.migrations(), CLOSE),
                        new Compared("SLATAH", "%", 2, PERCENT * actual.slatah(), reference.slatah(), FAIRLY_CLOSE),
                        new Compared("PDM", "%", 3, PERCENT * actual.pdm(), reference.pdm(), ANY),
                        new Compared("SLAV", "%", 5, PERCENT * actual.slav(), reference.slav(), ANY)));
    }

    boolean agrees() {
        return figures.stream().allMatch(Compared::agrees);
    }
}
