/**
 * The recursion that all exponential smoothing has in common, whoever finds its parameters, and the start of its season. Entry
 * type: {@link io.affinity.forecast.recursion.SmoothingState}.
 */
@NullMarked
package io.affinity.forecast.recursion;

import org.jspecify.annotations.NullMarked;
