package io.affinity.cli.simulation;

import io.affinity.cli.scenario.Scenario;
import io.affinity.core.RebalancerBuilder;
import io.affinity.core.balancing.Balancer;
import io.affinity.simulation.OracleForecaster;
import io.affinity.spi.forecast.Forecaster;

/**
 * What a control loop is told, so that it decides by a policy in a scenario.
 *
 * @param forecaster for the predictive policy
 */
public record PolicyWiring(Scenario scenario, Forecaster forecaster) {

    /** {@return the loop, with all that the policy needs and that holds for every policy of the scenario} */
    public RebalancerBuilder apply(Policy policy, RebalancerBuilder loop) {
        loop.limits(scenario.limits()).seasons(scenario.seasons());
        return switch (policy) {
            case NONE -> loop.balancer(Balancer.none());
            case REACTIVE -> loop.balancer(scenario.reactive().get());
            case PREDICTIVE ->
                loop.forecaster(forecaster)
                        .events(scenario.events())
                        .settings(scenario.predictive())
                        .reactive(scenario.reactive().get());
            // Whoever knows the future has but one.
            case ORACLE ->
                loop.demandForecaster(new OracleForecaster(scenario.workload()))
                        .settings(scenario.predictive().withScenarios(1))
                        .withoutDecisionLedger();
        };
    }
}
