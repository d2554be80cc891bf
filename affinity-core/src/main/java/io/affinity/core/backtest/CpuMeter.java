// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

/** Says how much CPU time was used; no result but the cost of forecasts depends on it. Thread-safe. */
public interface CpuMeter {

    /** One that says nothing: all forecasts cost nothing then. */
    CpuMeter NONE = new CpuMeter() {
        @Override
        public long threadNanos() {
            return 0;
        }

        @Override
        public long processNanos() {
            return 0;
        }
    };

    /** {@return the CPU time of the calling thread, in nanoseconds since anything} */
    long threadNanos();

    /** {@return the CPU time of all threads of the process, likewise; for forecasters that use several} */
    long processNanos();
}
