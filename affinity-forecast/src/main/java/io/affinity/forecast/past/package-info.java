/**
 * Forecasts that are distributions of a series' own past: all of it ({@link io.affinity.forecast.past.LongRun}), or what followed
 * moments like this one ({@link io.affinity.forecast.past.Regimes}). Public for its sibling packages only and without any
 * promise to others.
 */
@NullMarked
package io.affinity.forecast.past;

import org.jspecify.annotations.NullMarked;
