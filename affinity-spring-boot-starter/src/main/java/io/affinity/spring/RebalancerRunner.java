// SPDX-License-Identifier: Apache-2.0
package io.affinity.spring;

import io.affinity.core.Rebalancer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Has a loop go round on a thread of its own, from the start of the application to its end: a cycle at the begin of each step, and looks at
 * migrations in between. When it is stopped, nothing more is started, what is under way goes on, and what was learned is saved; the next
 * start finds out how migrations ended. Thread-safe; the loop belongs to that one thread.
 */
public class RebalancerRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RebalancerRunner.class);

    private static final Duration END = Duration.ofSeconds(20);

    private final Rebalancer rebalancer;
    private final Duration step;
    private final Duration poll;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopping = lock.newCondition();
    private boolean isStopping;
    private volatile @Nullable Thread thread;

    /**
     * @param step between two cycles
     * @param poll between two looks at migrations under way
     */
    public RebalancerRunner(Rebalancer rebalancer, Duration step, Duration poll, InstantSource clock) {
        if (poll.isZero() || poll.isNegative()) {
            throw new IllegalArgumentException("affinity.poll (" + poll + ") must be positive.");
        }
        this.rebalancer = rebalancer;
        this.step = step;
        this.poll = poll;
        this.clock = clock;
    }

    @Override
    public void start() {
        isStopping = false;
        Thread started = new Thread(this::run, "affinity-loop");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    private void run() {
        try {
            rebalancer.recover();
            boolean isOver = false;
            while (!isOver) {
                rebalancer.cycle();
                isOver = untilNextStep();
            }
            rebalancer.save();
        } catch (RuntimeException e) {
            LOG.error("The loop has ended, as it broke; nobody looks after the hosts any more.", e);
        }
    }

    /** {@return whether it is to stop} */
    private boolean untilNextStep() {
        long millis = step.toMillis();
        long next = (Math.floorDiv(clock.millis(), millis) + 1) * millis;
        for (long rest = next - clock.millis(); rest > 0; rest = next - clock.millis()) {
            if (waited(Duration.ofMillis(Math.min(rest, poll.toMillis())))) {
                return true;
            }
            rebalancer.advance();
        }
        return false;
    }

    /** {@return whether it is to stop, after so long at most} */
    private boolean waited(Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (!isStopping && left > 0) {
                left = stopping.awaitNanos(left);
            }
            return isStopping;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            isStopping = true;
            stopping.signalAll();
        } finally {
            lock.unlock();
        }
        Thread running = thread;
        if (running != null) {
            try {
                running.join(END.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** {@return whether the loop goes round} */
    @Override
    public boolean isRunning() {
        Thread running = thread;
        return running != null && running.isAlive();
    }
}
