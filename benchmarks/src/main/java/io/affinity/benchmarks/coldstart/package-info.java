/** What forecasts of new VMs are worth. Entry type: {@link io.affinity.benchmarks.coldstart.ColdStartBenchmark}. */
@NullMarked
package io.affinity.benchmarks.coldstart;

import org.jspecify.annotations.NullMarked;
