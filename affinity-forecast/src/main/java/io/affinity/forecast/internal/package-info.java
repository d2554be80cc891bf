/**
 * What the forecasters of this module share: from a point forecast to calibrated quantiles. Public for its sibling
 * packages only and without any promise to others. Entry type: {@link io.affinity.forecast.internal.CalibratedModel}.
 */
@NullMarked
package io.affinity.forecast.internal;

import org.jspecify.annotations.NullMarked;
