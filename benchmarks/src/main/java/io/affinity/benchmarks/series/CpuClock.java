// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.series;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The CPU time of the current thread; what compiler and garbage collector use is not in it. */
public final class CpuClock {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long start = THREADS.getCurrentThreadCpuTime();

    private CpuClock() {}

    /** {@return a clock that counts from now} */
    public static CpuClock start() {
        return new CpuClock();
    }

    /** {@return the CPU time since the start, in milliseconds; ask on the thread that started it} */
    public double millis() {
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
    }
}
