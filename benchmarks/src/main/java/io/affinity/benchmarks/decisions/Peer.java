// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.cli.scenario.Scenario;
import io.affinity.core.RebalancerBuilder;
import io.affinity.core.balancing.OverloadRule;
import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.spi.forecast.Forecaster;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A peer that decides as the reactive one does, by its own estimate of demand.
 *
 * @param limit share of a host's capacity that what the peer expects must stay below, above 0 and at most 1
 * @param change makes the peer of the reactive one, for a limit
 */
record Peer(String id, double limit, BiFunction<ThresholdBalancer, Double, ThresholdBalancer> change)
        implements DecisionPolicy {

    /** Of demand that is expected at any time, as of demand itself for the reactive peer. */
    private static final double OF_DEMAND = 0.8;

    /** Of the highest demand that is expected, as published: such a forecast has its margin already. */
    private static final double OF_PEAK = 1;

    /** {@return the peers that forecast} */
    static List<Peer> forecasting() {
        return List.of(
                new Peer("mean", OF_DEMAND, (peer, limit) -> above(peer, limit).withEstimate(SimpleEstimates.mean())),
                new Peer("trend", OF_DEMAND, (peer, limit) -> above(peer, limit).withEstimate(SimpleEstimates.trend())),
                new Peer(
                        "onedrs",
                        OF_DEMAND,
                        (peer, limit) -> above(peer, limit).withEstimate(new BlendedForecast(BlendedForecast.EXAMPLE))),
                new Peer(
                        "max",
                        OF_PEAK,
                        (peer, limit) ->
                                peer.withOverloadRule(PeakPredictor.max().above(limit))),
                new Peer(
                        "n-sigma",
                        OF_PEAK,
                        (peer, limit) ->
                                peer.withOverloadRule(PeakPredictor.nSigma().above(limit))));
    }

    /** {@return the reactive peer itself, so that it can be had with another limit} */
    static Peer reactive() {
        return new Peer("reactive", OF_DEMAND, Peer::above);
    }

    private static ThresholdBalancer above(ThresholdBalancer peer, double limit) {
        return peer.withOverloadRule(OverloadRule.above(limit));
    }

    /** {@return the same peer under its name with {@code @} and this limit} */
    Peer withLimit(String text) {
        double number = text.matches("[01]?[.]?[0-9]{1,6}") ? Double.parseDouble(text) : 0;
        if (!(number > 0 && number <= 1)) {
            throw new IllegalArgumentException(
                    "The limit of the policy (" + id + "@" + text + ") must be above 0 and at most 1.");
        }
        return new Peer(id + "@" + text, number, change);
    }

    @Override
    public RebalancerBuilder wire(Scenario scenario, Forecaster forecaster, RebalancerBuilder loop) {
        return loop.limits(scenario.limits())
                .seasons(scenario.seasons())
                .balancer(change.apply(scenario.reactive().get(), limit));
    }
}
