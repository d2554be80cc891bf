// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.cli.plugin.ChosenPlugins;
import io.affinity.cli.scenario.Scenario;
import io.affinity.core.RebalancerBuilder;
import io.affinity.core.balancing.Balancer;
import io.affinity.simulation.OracleForecaster;

/**
 * What a control loop is told, so that it decides by a policy in a scenario.
 *
 * @param plugins of the predictive policy, and of the oracle but for what forecasts
 */
public record PolicyWiring(Scenario scenario, ChosenPlugins plugins) {

    /** {@return the loop, with all that the policy needs and that holds for every policy of the scenario} */
    public RebalancerBuilder apply(Policy policy, RebalancerBuilder loop) {
        loop.limits(scenario.limits()).seasons(scenario.seasons());
        return switch (policy) {
            case NONE -> loop.balancer(Balancer.none());
            case REACTIVE -> loop.balancer(scenario.reactive().get());
            case PREDICTIVE ->
                plugins.applyTo(plugins.forecaster().applyTo(loop).events(scenario.events()))
                        .settings(scenario.predictive())
                        .reactive(scenario.reactive().get());
            // Whoever knows the future has but one.
            case ORACLE ->
                plugins.applyTo(loop.forecaster(new OracleForecaster(scenario.workload())))
                        .settings(scenario.predictive().toBuilder().scenarios(1).build())
                        .withoutDecisionLedger();
        };
    }
}
