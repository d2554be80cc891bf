/**
 * The ROADEF/EURO Challenge 2012, machine reassignment, on its own files: what others publish figures for. Entry type:
 * {@link io.affinity.benchmarks.roadef.RoadefBenchmark}.
 */
@NullMarked
package io.affinity.benchmarks.roadef;

import org.jspecify.annotations.NullMarked;
