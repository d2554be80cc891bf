// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outside;

import static io.affinity.core.fixture.SmallFleet.ORIGIN;
import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.host;
import static io.affinity.core.fixture.SmallFleet.id;
import static io.affinity.core.fixture.SmallFleet.vm;
import static io.affinity.core.fixture.SmallFleet.vmId;

import io.affinity.core.dependence.OutsideSettings;
import io.affinity.core.history.DemandRecorder;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** VMs that follow a series by {@value #LAG} steps, and one that does not; a week has passed. */
final class FollowedWorld {

    static final VmId FOLLOWER = vmId("follower");
    static final VmId OTHER = vmId("other");
    static final int LAG = 4;
    static final int HORIZON = 12;

    private static final int WEEK = 7 * 288;

    final SentSeries series = new SentSeries("logins");
    final LastValue own = new LastValue();
    final DemandRecorder history = new DemandRecorder(STEP, WEEK);
    final OutsideCovariates covariates = covariates(own);
    private final SplittableRandom random = new SplittableRandom(1);
    private final double[] activity = new double[WEEK + 4000];
    private final int followers;
    private Fleet fleet;
    private int step;

    FollowedWorld() {
        this(1);
    }

    FollowedWorld(int followers) {
        this.followers = followers;
        fleet = fleetAt(0);
        double deviation = 0;
        for (int i = 0; i < activity.length; i++) {
            deviation = 0.9 * deviation + random.nextDouble() - 0.5;
            activity[i] = 50 + 10 * deviation;
        }
        for (int i = 0; i < WEEK; i++) {
            series.send(at(i), activity[i]);
        }
        for (int i = 0; i < WEEK - 1; i++) {
            record();
        }
        pass();
    }

    OutsideCovariates covariates(LastValue forecaster) {
        return new OutsideCovariates(
                List.of(series), forecaster, List.of(Duration.ofDays(1)), OutsideSettings.DEFAULT, STEP, WEEK);
    }

    private Fleet fleetAt(int at) {
        Fleet.Builder builder = Fleet.builder(at(at)).host(host("a", 1000, 100)).vm(vm(OTHER.value(), 16, 1), id("a"));
        for (int i = 0; i < followers; i++) {
            builder.vm(vm(i == 0 ? FOLLOWER.value() : "follower-" + i, 16, 1), id("a"));
        }
        return builder.build();
    }

    static Instant at(int step) {
        return ORIGIN.plus(STEP.multipliedBy(step));
    }

    /** {@return the number of the newest step} */
    int now() {
        return step - 1;
    }

    double activity(int at) {
        return activity[at];
    }

    Fleet fleet() {
        return fleet;
    }

    /** One step, of which the series is known. */
    void passWith(double value) {
        series.send(at(step), value);
        pass();
    }

    /** One step, of which the series is known as it was. */
    void passKnown() {
        passWith(activity[step]);
    }

    /** One step, of which the series is not known. */
    void pass() {
        record();
        covariates.observe(fleet, history, HORIZON);
    }

    private void record() {
        fleet = fleetAt(step);
        double[] demand = new double[2 * (1 + followers)];
        demand[0] = 4 + random.nextDouble();
        for (int i = 1; i <= followers; i++) {
            demand[2 * i] = step < LAG ? 4 : Math.max(0, 4 + 0.05 * (activity[step - LAG] - 50));
        }
        history.record(Observation.of(fleet, demand));
        step++;
    }

    Covariate covariate() {
        return covariates.covariates(FOLLOWER).get(0);
    }
}
