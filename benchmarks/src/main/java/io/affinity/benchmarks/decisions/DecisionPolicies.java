package io.affinity.benchmarks.decisions;

import io.affinity.cli.scenario.Scenario;
import io.affinity.cli.simulation.Policy;
import io.affinity.cli.simulation.PolicyWiring;
import io.affinity.core.RebalancerBuilder;
import io.affinity.spi.forecast.Forecaster;
import java.util.List;
import java.util.stream.Stream;

/** All policies there are, in the order of the table. */
final class DecisionPolicies {

    private DecisionPolicies() {}

    /** {@return every policy} */
    static List<DecisionPolicy> all() {
        return Stream.of(Policy.values()).<DecisionPolicy>map(OfSimulate::new).toList();
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
}
