package io.affinity.benchmarks.decisions;

import io.affinity.cli.scenario.Scenario;
import io.affinity.cli.simulation.Policy;
import io.affinity.cli.simulation.PolicyWiring;
import io.affinity.core.RebalancerBuilder;
import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.spi.forecast.Forecaster;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** All policies there are, in the order of the table. */
final class DecisionPolicies {

    private DecisionPolicies() {}

    /** {@return every policy: those that look ahead and take longest stand last} */
    static List<DecisionPolicy> all() {
        return Stream.of(
                        List.of(new OfSimulate(Policy.NONE), new OfSimulate(Policy.REACTIVE)),
                        published(),
                        forecasting(),
                        List.of(new OfSimulate(Policy.PREDICTIVE), new OfSimulate(Policy.ORACLE)))
                .<DecisionPolicy>flatMap(List::stream)
                .toList();
    }

    /** The reactive peer is the static threshold already. */
    private static List<DecisionPolicy> published() {
        return Stream.of(PublishedRules.values())
                .filter(rule -> rule != PublishedRules.THR)
                .<DecisionPolicy>map(OfRule::new)
                .toList();
    }

    /**
     * Peers that forecast decide as the reactive one, by their own estimate of demand. A forecast of demand must stay below the
     * threshold, as demand must. A forecast of the peak must stay within capacity, as published: it has its margin already.
     */
    private static List<DecisionPolicy> forecasting() {
        return List.of(
                new Peer("mean", peer -> peer.withEstimate(SimpleEstimates.mean())),
                new Peer("trend", peer -> peer.withEstimate(SimpleEstimates.trend())),
                new Peer("onedrs", peer -> peer.withEstimate(new BlendedForecast(BlendedForecast.EXAMPLE))),
                new Peer(
                        "max", peer -> peer.withOverloadRule(PeakPredictor.max().overCapacity())),
                new Peer(
                        "n-sigma",
                        peer -> peer.withOverloadRule(PeakPredictor.nSigma().overCapacity())));
    }

    /**
     * {@return the policies of these names, each once, in the order of the table}
     *
     * @param ids at least one
     * @throws IllegalArgumentException if there is none of a name
     */
    static List<DecisionPolicy> named(List<String> ids) {
        List<String> known = all().stream().map(DecisionPolicy::id).toList();
        for (String id : ids) {
            if (!known.contains(id)) {
                throw new IllegalArgumentException(
                        "The policy (" + id + ") must be one of " + String.join(", ", known) + ".");
            }
        }
        return all().stream().filter(policy -> ids.contains(policy.id())).toList();
    }

    /** A policy that {@code affinity simulate} has too, wired in the same way. */
    private record OfSimulate(Policy policy) implements DecisionPolicy {

        @Override
        public String id() {
            return policy.id();
        }

        @Override
        public RebalancerBuilder wire(Scenario scenario, Forecaster forecaster, RebalancerBuilder loop) {
            return new PolicyWiring(scenario, forecaster).apply(policy, loop);
        }
    }

    /** The reactive peer with a published rule. */
    private record OfRule(PublishedRules rule) implements DecisionPolicy {

        @Override
        public String id() {
            return rule.id();
        }

        @Override
        public RebalancerBuilder wire(Scenario scenario, Forecaster forecaster, RebalancerBuilder loop) {
            UnaryOperator<ThresholdBalancer> change = peer -> rule.applyTo(
                    peer,
                    scenario.limits().bandwidthBytesPerSecond(),
                    scenario.workload().step());
            return new Peer(id(), change).wire(scenario, forecaster, loop);
        }
    }

    /** The reactive peer, changed. */
    private record Peer(String id, UnaryOperator<ThresholdBalancer> change) implements DecisionPolicy {

        @Override
        public RebalancerBuilder wire(Scenario scenario, Forecaster forecaster, RebalancerBuilder loop) {
            return loop.limits(scenario.limits())
                    .seasons(scenario.seasons())
                    .balancer(change.apply(scenario.reactive().get()));
        }
    }
}
