/**
 * Runs a scenario under several policies and puts the results into words: table, summary, JSON and the content of the HTML
 * report. Entry type: {@link io.affinity.cli.simulation.PolicyComparison}.
 */
@NullMarked
package io.affinity.cli.simulation;

import org.jspecify.annotations.NullMarked;
