// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.cli.scenario.Scenario;
import io.affinity.core.RebalancerBuilder;
import io.affinity.spi.forecast.Forecaster;

/** A policy of the comparison. */
interface DecisionPolicy {

    /** {@return its name on the command line, in table and JSON} */
    String id();

    /**
     * {@return the loop, told to decide by this policy}
     *
     * @param forecaster for a policy that forecasts with the library
     */
    RebalancerBuilder wire(Scenario scenario, Forecaster forecaster, RebalancerBuilder loop);
}
