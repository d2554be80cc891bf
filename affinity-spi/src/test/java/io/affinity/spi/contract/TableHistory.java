// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import io.affinity.spi.demand.Trust;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The first steps of a {@link SampleFleet}. Can be closed, after which it answers nothing any more. */
final class TableHistory implements FleetHistory {

    private final Fleet fleet;
    private final List<SampleFleet.Member> members;
    private final int steps;
    private Trust trust = Trust.HIGH;
    private List<Covariate> covariates = List.of();
    private volatile boolean isClosed;

    TableHistory(Fleet fleet, List<SampleFleet.Member> members, int steps) {
        this.fleet = fleet;
        this.members = members;
        this.steps = steps;
    }

    TableHistory withTrust(Trust newTrust) {
        trust = newTrust;
        return this;
    }

    TableHistory withCovariates(List<Covariate> newCovariates) {
        covariates = newCovariates;
        return this;
    }

    void close() {
        isClosed = true;
    }

    private void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException("The history is read after the call that it was handed to.");
        }
    }

    /** {@return how many values of a series are not missing} */
    int present(int vm, int resource) {
        int present = 0;
        for (int back = 0; back < steps; back++) {
            present += Double.isNaN(value(vm, resource, back)) ? 0 : 1;
        }
        return present;
    }

    double value(int vm, int resource, int stepsBack) {
        return members.get(vm).demand().get(resource)[steps - 1 - stepsBack];
    }

    @Override
    public Fleet fleet() {
        return fleet;
    }

    @Override
    public Instant origin() {
        return fleet.observedAt();
    }

    @Override
    public Duration step() {
        return SampleSeries.STEP;
    }

    @Override
    public int length() {
        return steps;
    }

    @Override
    public int age(int vm, int resource) {
        requireOpen();
        int age = steps;
        while (age > 0 && Double.isNaN(value(vm, resource, age - 1))) {
            age--;
        }
        return age;
    }

    @Override
    public double demand(int vm, int resource, int stepsBack) {
        requireOpen();
        return value(vm, resource, Objects.checkIndex(stepsBack, steps));
    }

    @Override
    public double upperBound(int vm, int resource) {
        requireOpen();
        double allocation = fleet.vms().get(vm).allocation().value(resource);
        return allocation > 0 ? allocation : Double.POSITIVE_INFINITY;
    }

    @Override
    public Trust trust(int vm) {
        requireOpen();
        return trust;
    }

    @Override
    public List<Covariate> covariates(int vm) {
        requireOpen();
        return covariates;
    }
}
