// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.core.CycleReport;
import io.affinity.core.Pause;
import io.affinity.core.Rebalancer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Calls a rebalancer when it is time: a cycle at the begin of each step, and looks at its migrations in between. The clock says when a
 * step begins; the wait for it is measured by one that only goes forward, for the first may be set back by a year.
 */
public final class Loop {

    private static final long NEARLY_A_MILLISECOND = 999_999;

    private final Rebalancer rebalancer;
    private final Duration step;
    private final Duration poll;
    private final InstantSource clock;
    private final Consumer<CycleReport> listener;
    private final LongSupplier nanoTime;
    private final Pause pause;

    /**
     * @param poll between two looks at migrations under way
     * @param listener told of each cycle
     */
    public Loop(Rebalancer rebalancer, Duration step, Duration poll, Clock clock, Consumer<CycleReport> listener) {
        this(rebalancer, step, poll, clock, System::nanoTime, time -> Thread.sleep(time.toMillis()), listener);
    }

    /**
     * One that lives in a time of its own.
     *
     * @param nanoTime nanoseconds since any moment, which never decrease
     * @param pause lets time pass, by whole milliseconds
     */
    public Loop(
            Rebalancer rebalancer,
            Duration step,
            Duration poll,
            InstantSource clock,
            LongSupplier nanoTime,
            Pause pause,
            Consumer<CycleReport> listener) {
        this.rebalancer = rebalancer;
        this.step = step;
        this.poll = poll;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.listener = listener;
    }

    /**
     * Goes on until it is told to stop, and then, if it was not interrupted, until nothing is under way any more.
     *
     * @throws InterruptedException if interrupted; what is under way goes on
     */
    public void run(BooleanSupplier isOver) throws InterruptedException {
        while (!isOver.getAsBoolean()) {
            CycleReport report = rebalancer.cycle();
            listener.accept(report);
            Instant now = clock.instant();
            Instant next = nextStep(now);
            long end = nanoTime.getAsLong() + Duration.between(now, next).toNanos();
            for (Duration rest = rest(end, next);
                    !rest.isNegative() && !rest.isZero() && !isOver.getAsBoolean();
                    rest = rest(end, next)) {
                pause.pause(wholeMillis(rest.compareTo(poll) < 0 ? rest : poll));
                rebalancer.advance();
            }
        }
        while (!rebalancer.underWay().isEmpty()) {
            pause.pause(poll);
            rebalancer.advance();
        }
    }

    private static Duration wholeMillis(Duration time) {
        return Duration.ofMillis(time.plusNanos(NEARLY_A_MILLISECOND).toMillis());
    }

    /** Both clocks may differ by a little, and a cycle just before its step would be one too many. */
    private Duration rest(long end, Instant next) {
        Duration rest = Duration.ofNanos(end - nanoTime.getAsLong());
        Duration byClock = Duration.between(clock.instant(), next);
        boolean isOver = rest.isNegative() || rest.isZero();
        return isOver && byClock.compareTo(poll) <= 0 ? byClock : rest;
    }

    /** History counts in steps since the epoch, so that a cycle must not fall into the step of the one before. */
    private Instant nextStep(Instant now) {
        long millis = step.toMillis();
        return Instant.ofEpochMilli((Math.floorDiv(now.toEpochMilli(), millis) + 1) * millis);
    }
}
