// SPDX-License-Identifier: Apache-2.0
package io.affinity.spring;

import io.affinity.core.CycleReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/**
 * Well while the loop goes round: down once it has ended, or no cycle has for three steps; out of service while there is nothing to decide on
 * for so long. Alarms are details, as an application that is restarted for one would make nothing better.
 */
final class AffinityHealthIndicator extends AbstractHealthIndicator {

    private final LastCycle last;
    private final RebalancerRunner runner;
    private final Duration patience;
    private final InstantSource clock;

    AffinityHealthIndicator(LastCycle last, RebalancerRunner runner, Duration step, InstantSource clock) {
        super("The health of the loop cannot be told.");
        this.last = last;
        this.runner = runner;
        this.patience = step.multipliedBy(3).plusMinutes(1);
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        LastCycle.State state = last.state();
        CycleReport report = state.report();
        Instant now = clock.instant();
        if (!runner.isRunning() || isOlder(state.endedAt(), now)) {
            builder.down();
        } else if (isOlder(state.decidedAt(), now)) {
            builder.outOfService();
        } else {
            builder.up();
        }
        builder.withDetail("running", runner.isRunning());
        if (report != null) {
            builder.withDetail("lastCycle", report.at())
                    .withDetail("decided", report.decision() != null)
                    .withDetail("alarms", report.alarms().size());
        }
    }

    private boolean isOlder(Instant then, Instant now) {
        return Duration.between(then, now).compareTo(patience) > 0;
    }
}
