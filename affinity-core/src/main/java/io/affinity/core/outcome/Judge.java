// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import io.affinity.core.outcome.StepRing.Column;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides who decides: the rules of {@link DecisionSettings}. Each trial begins anew with the standing.
 */
final class Judge {

    private static final int WINDOWS_TO_COME_BACK = 3;

    /** A loss that is small beside what was gained before is a quiet day. */
    private static final double SHARE_OF_GAIN = 0.1;

    private final DecisionSettings settings;
    private final Duration step;
    private final int window;
    private final int every;
    private final BlockBootstrap bootstrap;
    private DecidingRule standing;
    private int seen;
    private int windowsNotWorse;

    Judge(DecisionSettings settings, Duration step) {
        this.settings = settings;
        this.step = step;
        this.window = (int) Math.max(settings.minimum(), settings.window().dividedBy(step));
        this.every = blockSteps(step);
        this.bootstrap = new BlockBootstrap(every, settings.seed());
        this.standing = new DecidingRule(Rule.PREDICTIVE, Instant.MIN, null);
    }

    /** Forecasts decide from then on. */
    void begin(Instant since) {
        standing = new DecidingRule(Rule.PREDICTIVE, since, null);
    }

    /** {@return how many steps an hour has, at least one} */
    static int blockSteps(Duration step) {
        return (int) Math.max(1, Duration.ofHours(1).dividedBy(step));
    }

    DecidingRule standing() {
        return standing;
    }

    int seen() {
        return seen;
    }

    int windowsNotWorse() {
        return windowsNotWorse;
    }

    void restore(DecidingRule known, int knownSeen, int knownWindows) {
        standing = known;
        seen = knownSeen;
        windowsNotWorse = knownWindows;
    }

    /** {@return whether the standing changes with the step that the ring took last} */
    boolean step(StepRing ring, Instant at) {
        seen++;
        if (seen < settings.minimum() || seen % every != 0) {
            return false;
        }
        int steps = Math.min(Math.min(seen, window), ring.size());
        return standing.rule().isDemoted() ? mayComeBack(ring, steps, at) : mustGo(ring, steps, at);
    }

    private boolean mustGo(StepRing ring, int steps, Instant at) {
        double[] overReactive = ring.difference(steps, Column.REACTIVE_COST, Column.ACTUAL_COST);
        double[] overStay = ring.difference(steps, Column.STAY_COST, Column.ACTUAL_COST);
        Interval[] gains = bootstrap.sums(overReactive, overStay);
        boolean losesToReactive = isLost(gains[0], ring, Column.REACTIVE_COST);
        if (!losesToReactive && !isLost(gains[1], ring, Column.STAY_COST)) {
            return false;
        }
        // Whichever had cost less is the one that the loss is larger against.
        boolean reactiveIsBest = gains[0].estimate() <= gains[1].estimate();
        change(
                reactiveIsBest ? Rule.REACTIVE : Rule.RECOMMEND,
                losesToReactive ? DecidingRule.Reference.REACTIVE : DecidingRule.Reference.STAY,
                losesToReactive ? gains[0] : gains[1],
                steps,
                at);
        return true;
    }

    private boolean isLost(Interval gain, StepRing ring, Column reference) {
        double earlier = ring.sum(ring.size(), reference) - ring.sum(ring.size(), Column.ACTUAL_COST);
        double material = Math.max(settings.material(), SHARE_OF_GAIN * earlier);
        return gain.isBelowZero() && gain.estimate() < -material;
    }

    private boolean mayComeBack(StepRing ring, int steps, Instant at) {
        Interval gain = bootstrap.sums(ring.difference(steps, Column.ACTUAL_COST, Column.SHADOW_COST))[0];
        if (seen % window == 0) {
            windowsNotWorse = gain.estimate() < -settings.material() ? 0 : windowsNotWorse + 1;
        }
        if (!gain.isAboveZero() && windowsNotWorse < WINDOWS_TO_COME_BACK) {
            return false;
        }
        change(Rule.PREDICTIVE, DecidingRule.Reference.ACTUAL, gain, steps, at);
        return true;
    }

    private void change(Rule rule, DecidingRule.Reference against, Interval gain, int steps, Instant at) {
        DecidingRule.Verdict because =
                new DecidingRule.Verdict(standing.rule(), against, gain, step.multipliedBy(steps));
        standing = new DecidingRule(rule, at, because);
        seen = 0;
        windowsNotWorse = 0;
    }
}
