/** Series from files, and a sample of them. Entry type: {@link io.affinity.benchmarks.series.SeriesFile}. */
@NullMarked
package io.affinity.benchmarks.series;

import org.jspecify.annotations.NullMarked;
