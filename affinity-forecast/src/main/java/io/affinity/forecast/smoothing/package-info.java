/** Exponential smoothing. Entry type: {@link io.affinity.forecast.smoothing.HoltWinters}. */
@NullMarked
package io.affinity.forecast.smoothing;

import org.jspecify.annotations.NullMarked;
