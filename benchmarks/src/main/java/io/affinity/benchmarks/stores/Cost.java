// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.stores;

import com.sun.management.ThreadMXBean;
import io.affinity.benchmarks.series.ProcessClock;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Map;

/** What this process has used since; the store is a process of its own, on the same cores. */
final class Cost {

    private static final double MEGABYTE = 1e6;

    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private final long wall = System.nanoTime();
    private final ProcessClock cpu = ProcessClock.start();
    private final long allocated = allocated();

    Cost() {
        pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static List<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    /** Of threads that still live, as those of the HTTP client do. */
    private long allocated() {
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    /** Puts what was used, each under a name that begins so. */
    void addTo(Map<String, Double> figures, String part) {
        figures.put(part + "WallSeconds", (System.nanoTime() - wall) / 1e9);
        figures.put(part + "CpuSeconds", cpu.millis() / 1e3);
        figures.put(part + "AllocatedMegabytes", (allocated() - allocated) / MEGABYTE);
        figures.put(
                part + "PeakHeapMegabytes",
                pools().stream()
                                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                                .sum()
                        / MEGABYTE);
    }
}
