/**
 * Histories that deserve less than to be believed as they are. Entry types:
 * {@link io.affinity.forecast.cleaning.OutlierRobust} for single absurd values and
 * {@link io.affinity.forecast.cleaning.SinceLevelShift} for what was true until the level changed.
 */
@NullMarked
package io.affinity.forecast.cleaning;

import org.jspecify.annotations.NullMarked;
