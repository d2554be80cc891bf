/**
 * Forecasts on another scale: Box-Cox for variation that grows with the level, logit for values between two bounds. Entry
 * type: {@link io.affinity.forecast.transform.Transformed}.
 */
@NullMarked
package io.affinity.forecast.transform;

import org.jspecify.annotations.NullMarked;
