// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import io.affinity.simulation.workload.DemandPattern.CronJob;
import io.affinity.spi.forecast.Covariate;
import java.time.Duration;
import java.time.Instant;

/** 1 for a step that the job runs in, else 0. */
record JobCovariate(CronJob job, Duration step) implements Covariate {

    @Override
    public String name() {
        return job.name();
    }

    @Override
    public double value(Instant stepStart) {
        long from = stepStart.getEpochSecond();
        return job.runsWithin(from, from + step.toSeconds()) ? 1 : 0;
    }
}
