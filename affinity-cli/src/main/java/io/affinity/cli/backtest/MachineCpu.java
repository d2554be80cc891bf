// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import com.sun.management.OperatingSystemMXBean;
import io.affinity.core.backtest.CpuMeter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The CPU time that this process uses, as Java tells it; zero where it does not. */
final class MachineCpu implements CpuMeter {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Override
    public long threadNanos() {
        return threads.isCurrentThreadCpuTimeSupported() ? Math.max(0, threads.getCurrentThreadCpuTime()) : 0;
    }

    @Override
    public long processNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? Math.max(0, system.getProcessCpuTime())
                : 0;
    }
}
