// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.model.Fleet;
import java.util.AbstractList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The forecasts of all VMs of a fleet at one origin, with the residuals that tell which VMs err together. It stays as it is when
 * the forecaster that made it goes on: forecasts are immutable, and residuals go on to be those before this origin, though the
 * oldest ones are missing once the forecaster has forgotten them. Residuals belong to the control loop's thread.
 */
public final class FleetForecast {

    private final Fleet fleet;
    private final long slot;
    private final List<SeriesForecast> series;
    private final double @Nullable [] measured;

    private FleetForecast(Fleet fleet, long slot, List<SeriesForecast> series, double @Nullable [] measured) {
        int expected = fleet.vms().size() * fleet.resources().size();
        if (series.size() != expected) {
            throw new IllegalArgumentException(
                    "The number of series (" + series.size() + ") must be VMs x resources (" + expected + ").");
        }
        this.fleet = fleet;
        this.slot = slot;
        this.series = series;
        this.measured = measured;
    }

    /**
     * {@return the forecasts of a fleet of which nobody knows what it demands at the origin}
     *
     * @param slot the grid place of the origin
     * @param series of VM {@code v} and resource {@code r} at index {@code v * resources + r}; not copied
     */
    public static FleetForecast of(Fleet fleet, long slot, List<SeriesForecast> series) {
        return new FleetForecast(fleet, slot, series, null);
    }

    /**
     * {@return the forecasts of a fleet, with what it demands at the origin}
     *
     * @param history whose newest step is the origin; not kept
     * @param series of VM {@code v} and resource {@code r} at index {@code v * resources + r}; not copied
     */
    public static FleetForecast of(Fleet fleet, DemandHistory history, List<SeriesForecast> series) {
        int resources = fleet.resources().size();
        double[] measured = new double[fleet.vms().size() * resources];
        for (int v = 0; v < fleet.vms().size(); v++) {
            history.latest(fleet.vms().get(v).id(), measured, v * resources);
        }
        return new FleetForecast(fleet, history.slot(), series, measured);
    }

    /**
     * {@return the forecasts of some of the VMs; a view, so that a part of a large fleet costs little}
     *
     * @param part of the fleet, with the same resources
     * @param vmOfWhole the index in the whole fleet of each VM of the part
     */
    public FleetForecast part(Fleet part, IntUnaryOperator vmOfWhole) {
        int resources = fleet.resources().size();
        int size = part.vms().size() * resources;
        double[] known = new double[measured == null ? 0 : size];
        for (int i = 0; i < known.length; i++) {
            known[i] = measured(vmOfWhole.applyAsInt(i / resources), i % resources);
        }
        List<SeriesForecast> view = new AbstractList<>() {
            @Override
            public SeriesForecast get(int index) {
                return series(vmOfWhole.applyAsInt(index / resources), index % resources);
            }

            @Override
            public int size() {
                return size;
            }
        };
        return new FleetForecast(part, slot, view, measured == null ? null : known);
    }

    public Fleet fleet() {
        return fleet;
    }

    /** {@return the grid place of the origin} */
    public long slot() {
        return slot;
    }

    /** {@return the forecast of a VM's demand for a resource, by their indexes in the fleet} */
    public SeriesForecast series(int vm, int resource) {
        return series.get(vm * fleet.resources().size() + resource);
    }

    /** {@return what a VM demanded of a resource at the origin; NaN if that is not known} */
    public double measured(int vm, int resource) {
        return measured == null ? Double.NaN : measured[vm * fleet.resources().size() + resource];
    }

    /** What a forecast rests on. */
    public enum Basis {
        /** What the forecaster learned of this very series. */
        MODEL,
        /** What the VM did so far, which is too little for a model, and what similar VMs do. */
        GROUP,
        /** As the VM is new, what old VMs like it went on to do from where it is: no reason to migrate anything by itself. */
        BORROWED,
        /** The last value, with intervals as wide as the allocation, as there is nothing else. */
        LAST_VALUE,
        /** The last value, with intervals as wide as its errors were: the model did not earn its place. */
        PERSISTENCE,
        /** The value of a season ago, with intervals as wide as its errors were: the model did not earn its place. */
        SEASONAL_NAIVE,
        /** The distribution of the past days, the same at each step: the model did not earn its place. */
        LONG_RUN
    }

    /**
     * One series.
     *
     * @param forecast mean and quantiles
     * @param residuals the one-step errors of the past, or null where there are none
     * @param evidence what may be decided on it
     * @param basis what it rests on
     */
    public record SeriesForecast(
            Forecast forecast, @Nullable Residuals residuals, Evidence evidence, Basis basis) {

        /** Makes the forecast of a model, on which everything may be decided if it is reliable, and nothing otherwise. */
        public SeriesForecast(Forecast forecast, @Nullable Residuals residuals, boolean reliable) {
            this(forecast, residuals, reliable ? Evidence.ENOUGH : Evidence.NONE, Basis.MODEL);
        }

        /** {@return whether any migration may be decided on it} */
        public boolean reliable() {
            return evidence != Evidence.NONE;
        }
    }

    /** One-step errors at past steps. */
    public interface Residuals {

        /** {@return how many steps were known when the forecast was made} */
        int count();

        /** {@return the error {@code stepsBack} steps before the origin; NaN where it is missing or forgotten} */
        double at(int stepsBack);
    }
}
