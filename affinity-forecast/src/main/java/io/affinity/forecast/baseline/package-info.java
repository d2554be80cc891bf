/** The references that any other forecaster has to beat. */
@NullMarked
package io.affinity.forecast.baseline;

import org.jspecify.annotations.NullMarked;
