// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.cli.plugin.ChosenPlugins;
import io.affinity.cli.scenario.Scenario;
import io.affinity.cli.simulation.Policy;
import io.affinity.cli.simulation.PolicyWiring;
import io.affinity.core.RebalancerBuilder;
import io.affinity.spi.forecast.Forecaster;
import java.util.List;
import java.util.stream.Stream;

/** All policies there are. */
final class DecisionPolicies {

    private static final String AT = "@";

    private DecisionPolicies() {}

    /** {@return every policy; those that look ahead and take longest stand last} */
    static List<DecisionPolicy> all() {
        Stream<DecisionPolicy> published = Stream.of(PublishedRules.values())
                // The reactive peer is the static threshold already.
                .filter(rule -> rule != PublishedRules.THR)
                .map(OfRule::new);
        return Stream.of(
                        Stream.of(new OfSimulate(Policy.NONE), new OfSimulate(Policy.REACTIVE)),
                        published,
                        Peer.forecasting().stream(),
                        Stream.of(new OfSimulate(Policy.PREDICTIVE), new OfSimulate(Policy.ORACLE)))
                .<DecisionPolicy>flatMap(policies -> policies)
                .toList();
    }

    /**
     * {@return the policies of these names, in the order of {@link #all}, each once; after those the ones with a limit, such as
     * {@code reactive@0.9}}
     *
     * @param ids at least one
     * @throws IllegalArgumentException if there is none of a name, or none of that name can have such a limit
     */
    static List<DecisionPolicy> named(List<String> ids) {
        List<String> plain = ids.stream().filter(id -> !id.contains(AT)).toList();
        plain.forEach(DecisionPolicies::requireKnown);
        Stream<DecisionPolicy> limited =
                ids.stream().filter(id -> id.contains(AT)).distinct().map(DecisionPolicies::limited);
        return Stream.concat(all().stream().filter(policy -> plain.contains(policy.id())), limited)
                .toList();
    }

    private static void requireKnown(String id) {
        List<String> known = all().stream().map(DecisionPolicy::id).toList();
        if (!known.contains(id)) {
            throw new IllegalArgumentException(
                    "The policy (" + id + ") must be one of " + String.join(", ", known) + ".");
        }
    }

    private static DecisionPolicy limited(String id) {
        int at = id.indexOf(AT);
        String name = id.substring(0, at);
        List<Peer> peers = Stream.concat(Stream.of(Peer.reactive()), Peer.forecasting().stream())
                .toList();
        return peers.stream()
                .filter(peer -> peer.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The policy with a limit (" + id + ") must be one of "
                        + String.join(", ", peers.stream().map(Peer::id).toList()) + "."))
                .withLimit(id.substring(at + 1));
    }

    /** A policy that {@code affinity simulate} has too, wired in the same way. */
    private record OfSimulate(Policy policy) implements DecisionPolicy {

        @Override
        public String id() {
            return policy.id();
        }

        @Override
        public RebalancerBuilder wire(Scenario scenario, Forecaster forecaster, RebalancerBuilder loop) {
            return new PolicyWiring(scenario, ChosenPlugins.with(forecaster)).apply(policy, loop);
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
            return loop.limits(scenario.limits())
                    .seasons(scenario.seasons())
                    .balancer(rule.applyTo(
                            scenario.reactive().get(),
                            scenario.limits().bandwidthBytesPerSecond(),
                            scenario.workload().step()));
        }
    }
}
