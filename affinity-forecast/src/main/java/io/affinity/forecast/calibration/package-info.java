/**
 * From a point forecast to the quantiles that its errors deserve. Public for its sibling packages only and without any
 * promise to others. Entry type: {@link io.affinity.forecast.calibration.CalibratedModel}.
 */
@NullMarked
package io.affinity.forecast.calibration;

import org.jspecify.annotations.NullMarked;
