// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import java.time.Duration;

/**
 * Judges from its figures whether a migration gets anywhere. Two things can be wrong: nothing is sent any more, or what is
 * sent is written anew by the VM as fast.
 *
 * <p>What tells is the downtime that a switchover would take now: what was written during the last round, at the present
 * speed. If the least of it has not shrunk by a tenth over the convergence window, and not over two further rounds either
 * (within a round, which can take minutes, nothing new is known), waiting does not help. Not thread-safe.
 */
final class CopyWatch {

    private static final double LESS = 0.9;
    private static final int ROUNDS = 2;

    /** How a copy goes. */
    enum Verdict {
        GOING,
        STALLED,
        NOT_CONVERGING
    }

    private final Duration stall;
    private final Duration convergence;
    private double sent = -1;
    private Duration sentAt = Duration.ZERO;
    private double leastDowntime = Double.POSITIVE_INFINITY;
    private Duration lessAt = Duration.ZERO;
    private int lessInRound;
    private boolean isThrottledFully;

    CopyWatch(Duration stall, Duration convergence) {
        this.stall = stall;
        this.convergence = convergence;
    }

    /** {@return the verdict after one more look} */
    Verdict look(CopyFigures figures) {
        Duration now = figures.elapsed();
        double downtime = figures.downtimeSeconds();
        if (figures.sentBytes() > sent) {
            sent = figures.sentBytes();
            sentAt = now;
        }
        if (downtime < LESS * leastDowntime || Double.isInfinite(downtime)) {
            leastDowntime = Math.min(leastDowntime, downtime);
            lessAt = now;
            lessInRound = figures.round();
        }
        if (now.minus(sentAt).compareTo(stall) >= 0) {
            return Verdict.STALLED;
        }
        boolean isOverdue = now.minus(lessAt).compareTo(convergence) >= 0;
        return isOverdue && figures.round() >= lessInRound + ROUNDS ? Verdict.NOT_CONVERGING : Verdict.GOING;
    }

    /**
     * Gives it another window, because the VM is slowed down.
     *
     * @return false if it was slowed down as far as possible all through the last window already
     */
    boolean mayHopeForThrottling(CopyFigures figures) {
        boolean wasThrottledFully = isThrottledFully;
        isThrottledFully = figures.throttlePercent() >= CopyFigures.MOST_THROTTLE;
        startOver(figures);
        return !(wasThrottledFully && isThrottledFully);
    }

    private void startOver(CopyFigures figures) {
        leastDowntime = Double.POSITIVE_INFINITY;
        lessAt = figures.elapsed();
        lessInRound = figures.round();
    }
}
