/**
 * What {@code simulate} runs: the built-in week, or a recorded trace. Entry type: {@link io.affinity.cli.scenario.Scenario}.
 */
@NullMarked
package io.affinity.cli.scenario;

import org.jspecify.annotations.NullMarked;
