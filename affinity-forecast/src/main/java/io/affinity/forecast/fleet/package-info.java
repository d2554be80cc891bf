/**
 * Forecasters that learn all VMs together. Entry types: {@link io.affinity.forecast.fleet.FleetBoosting} and
 * {@link io.affinity.forecast.fleet.FleetForest}.
 */
@NullMarked
package io.affinity.forecast.fleet;

import org.jspecify.annotations.NullMarked;
