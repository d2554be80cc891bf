package io.affinity.benchmarks.gifteval;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The CPU time of the whole process, for work that takes several threads; what compiler and garbage collector use is in it. */
final class ProcessClock {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final long start = SYSTEM.getProcessCpuTime();

    private ProcessClock() {}

    static ProcessClock start() {
        return new ProcessClock();
    }

    double millis() {
        return (SYSTEM.getProcessCpuTime() - start) / 1e6;
    }
}
