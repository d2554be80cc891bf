// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import io.affinity.spi.demand.Trust;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A history without its bounds. */
record UnboundedHistory(FleetHistory history) implements FleetHistory {

    @Override
    public Fleet fleet() {
        return history.fleet();
    }

    @Override
    public Instant origin() {
        return history.origin();
    }

    @Override
    public Duration step() {
        return history.step();
    }

    @Override
    public int length() {
        return history.length();
    }

    @Override
    public int age(int vm, int resource) {
        return history.age(vm, resource);
    }

    @Override
    public double demand(int vm, int resource, int stepsBack) {
        return history.demand(vm, resource, stepsBack);
    }

    @Override
    public double upperBound(int vm, int resource) {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public Trust trust(int vm) {
        return history.trust(vm);
    }

    @Override
    public List<Covariate> covariates(int vm) {
        return history.covariates(vm);
    }
}
