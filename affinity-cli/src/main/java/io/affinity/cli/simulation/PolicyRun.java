package io.affinity.cli.simulation;

import io.affinity.core.simulation.SimulationResult;
import java.time.Duration;

/**
 * A policy and what it came to.
 *
 * @param took how long the simulation took, in real time
 */
public record PolicyRun(Policy policy, SimulationResult result, Duration took) {}
