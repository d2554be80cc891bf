// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.roadef;

import com.sun.management.ThreadMXBean;
import io.affinity.core.reassignment.SearchProgress;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what searches look at, what CPU time they take for it, and what they allocate, as they ask for their progress. Thread-safe.
 */
final class SearchMeter implements SearchProgress {

    private static final double NANOS = 1e9;

    /** Asking for CPU time takes as long as several changes, so it is not done each time. */
    private static final long STEP = 1 << 16;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Where a thread was when it asked last: a search goes on with it as long as its count grows by less than two steps. */
    private static final class Mark {

        private long proposals = Long.MAX_VALUE;
        private long cpu;
        private long bytes;
    }

    private final SearchProgress progress;
    private final ThreadLocal<Mark> marks = ThreadLocal.withInitial(Mark::new);
    private final AtomicLong proposals = new AtomicLong();
    private final AtomicLong cpu = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    SearchMeter(SearchProgress progress) {
        this.progress = progress;
    }

    @Override
    public double share(long count) {
        Mark mark = marks.get();
        if (count < mark.proposals || count >= mark.proposals + 2 * STEP) {
            set(mark, count, THREADS.getCurrentThreadCpuTime(), THREADS.getCurrentThreadAllocatedBytes());
        } else if (count >= mark.proposals + STEP) {
            long nowCpu = THREADS.getCurrentThreadCpuTime();
            long nowBytes = THREADS.getCurrentThreadAllocatedBytes();
            proposals.addAndGet(count - mark.proposals);
            cpu.addAndGet(nowCpu - mark.cpu);
            bytes.addAndGet(nowBytes - mark.bytes);
            set(mark, count, nowCpu, nowBytes);
        }
        return progress.share(count);
    }

    private static void set(Mark mark, long proposals, long cpu, long bytes) {
        mark.proposals = proposals;
        mark.cpu = cpu;
        mark.bytes = bytes;
    }

    @Override
    public boolean isCommon() {
        return progress.isCommon();
    }

    /** {@return changes looked at in a second of CPU time; not finite after too few} */
    double proposalsPerSecond() {
        return proposals.get() / (cpu.get() / NANOS);
    }

    /** {@return what is allocated for each, whatever for} */
    double bytesPerProposal() {
        return bytes.get() / (double) proposals.get();
    }
}
