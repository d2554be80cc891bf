// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import io.affinity.core.contention.ContentionEstimator;
import io.affinity.core.contention.ContentionModel;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contention forecast that goes together with the loads it comes from, which scenarios are thrown away too early to tell. As immutable
 * as the forecast.
 */
record LoadedContention(ContentionForecast contention, LoadOutlook loads) implements ContentionForecast {

    /** The library's own estimate, with loads. */
    static final ContentionModel MODEL = (scenarios, placement) -> new LoadedContention(
            ContentionEstimator.estimate(scenarios, placement), LoadOutlook.of(scenarios, placement));

    /** {@return the loads behind a forecast, or null if it was not made by this model} */
    static @Nullable LoadOutlook loadsOf(ContentionForecast forecast) {
        return forecast instanceof LoadedContention loaded ? loaded.loads() : null;
    }

    @Override
    public Fleet fleet() {
        return contention.fleet();
    }

    @Override
    public Instant origin() {
        return contention.origin();
    }

    @Override
    public Duration step() {
        return contention.step();
    }

    @Override
    public int steps() {
        return contention.steps();
    }

    @Override
    public double probability(int host, int resource, int step) {
        return contention.probability(host, resource, step);
    }

    @Override
    public double shortfall(int host, int resource, int step) {
        return contention.shortfall(host, resource, step);
    }

    @Override
    public double vmShortfall(int vm, int resource, int step) {
        return contention.vmShortfall(vm, resource, step);
    }

    @Override
    public boolean isShort(int host) {
        return contention.isShort(host);
    }

    @Override
    public double weight(int vm) {
        return contention.weight(vm);
    }

    @Override
    public double peakProbability(int host) {
        return contention.peakProbability(host);
    }
}
