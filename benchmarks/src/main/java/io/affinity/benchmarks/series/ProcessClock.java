// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.series;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The CPU time of the whole process, for work that takes several threads; what compiler and garbage collector use is in it. */
public final class ProcessClock {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final long start = SYSTEM.getProcessCpuTime();

    private ProcessClock() {}

    /** {@return a clock that counts from now} */
    public static ProcessClock start() {
        return new ProcessClock();
    }

    /** {@return the CPU time since the start, in milliseconds} */
    public double millis() {
        return (SYSTEM.getProcessCpuTime() - start) / 1e6;
    }
}
