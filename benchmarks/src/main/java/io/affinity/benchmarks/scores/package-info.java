/** How good forecasts were. Entry type: {@link io.affinity.benchmarks.scores.ForecastScores}. */
@NullMarked
package io.affinity.benchmarks.scores;

import org.jspecify.annotations.NullMarked;
