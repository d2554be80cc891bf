// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.scenario;

import io.affinity.cli.output.Counted;
import io.affinity.simulation.workload.Workload;
import java.time.Duration;
import java.util.List;

/** Whether a recording is long enough for what is made of it. */
final class TraceLength {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private TraceLength() {}

    /** {@return a warning, or nothing} */
    static List<String> remarks(Workload workload) {
        Duration simulated = workload.step().multipliedBy(workload.steps());
        Duration known = workload.step().multipliedBy(workload.historySteps());
        String size = Counted.of(workload.historySteps() + workload.steps(), "step") + " of "
                + workload.step().toSeconds() + " s, of which the first " + workload.historySteps()
                + (workload.historySteps() == 1 ? " is the known past" : " are the known past");
        if (simulated.compareTo(HOUR) < 0 || known.compareTo(HOUR) < 0) {
            return List.of("The trace is too short for a verdict: " + size
                    + ". With less than an hour of past and an hour to simulate nothing can be learned, foreseen or"
                    + " prevented.");
        }
        if (known.compareTo(DAY) < 0) {
            return List.of("The trace is short: " + size
                    + ". Days are learned from two of them, weeks from two weeks; a longer trace shows more of what"
                    + " forecasts are worth.");
        }
        return List.of();
    }
}
