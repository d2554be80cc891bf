package io.affinity.cli.cluster;

import io.affinity.core.CycleReport;
import io.affinity.core.Rebalancer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Calls a rebalancer when it is time: a cycle at the begin of each step, and looks at its migrations in between. */
public final class Loop {

    private final Rebalancer rebalancer;
    private final Duration step;
    private final Duration poll;
    private final Clock clock;
    private final Consumer<CycleReport> listener;

    /**
     * @param poll between two looks at migrations under way
     * @param listener told of each cycle
     */
    public Loop(Rebalancer rebalancer, Duration step, Duration poll, Clock clock, Consumer<CycleReport> listener) {
        this.rebalancer = rebalancer;
        this.step = step;
        this.poll = poll;
        this.clock = clock;
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
            Instant next = nextStep(clock.instant());
            while (clock.instant().isBefore(next) && !isOver.getAsBoolean()) {
                pauseUntil(next);
                rebalancer.advance();
            }
        }
        while (!rebalancer.underWay().isEmpty()) {
            Thread.sleep(poll.toMillis());
            rebalancer.advance();
        }
    }

    private void pauseUntil(Instant next) throws InterruptedException {
        Duration rest = Duration.between(clock.instant(), next);
        Thread.sleep(Math.max(0, (rest.compareTo(poll) < 0 ? rest : poll).toMillis()));
    }

    /** History counts in steps since the epoch, so that a cycle must not fall into the step of the one before. */
    private Instant nextStep(Instant now) {
        long millis = step.toMillis();
        return Instant.ofEpochMilli((Math.floorDiv(now.toEpochMilli(), millis) + 1) * millis);
    }
}
