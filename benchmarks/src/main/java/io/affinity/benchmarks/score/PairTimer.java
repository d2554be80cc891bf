// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.score;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Times of the work and of its limit, taken turn by turn in one process, so that what disturbs one disturbs the other. Work
 * of one thread is timed by the processor time of that thread: what other processes take of the machine does not count, and
 * on a quiet machine it is the same. JMH sets the counters to zero before each iteration and reports them after it.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class PairTimer {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    public long workNanos;
    public long limitNanos;
    public long workBytes;
    public long operations;
    /** Share of the hosts that are short of something in some scenario; not a sum. */
    public double shortHosts;

    private long startedAt;
    private long bytesBefore;

    /** JMH makes one for each thread. */
    public PairTimer() {}

    /** Work that this thread does alone. */
    void beginWork() {
        bytesBefore = bytes();
        startedAt = THREADS.getCurrentThreadCpuTime();
    }

    void endWork(int done) {
        workNanos += THREADS.getCurrentThreadCpuTime() - startedAt;
        count(done);
    }

    /** Work in which other threads take part: the time that passes. */
    void beginSharedWork() {
        bytesBefore = bytes();
        startedAt = System.nanoTime();
    }

    void endSharedWork(int done) {
        workNanos += System.nanoTime() - startedAt;
        count(done);
    }

    private void count(int done) {
        workBytes += bytes() - bytesBefore;
        operations += done;
    }

    void beginLimit() {
        startedAt = THREADS.getCurrentThreadCpuTime();
    }

    void endLimit() {
        limitNanos += THREADS.getCurrentThreadCpuTime() - startedAt;
    }

    /** The limit of shared work is timed by the same clock. */
    void beginSharedLimit() {
        startedAt = System.nanoTime();
    }

    void endSharedLimit() {
        limitNanos += System.nanoTime() - startedAt;
    }

    private static long bytes() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
