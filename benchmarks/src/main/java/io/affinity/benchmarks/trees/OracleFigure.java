// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.trees;

/**
 * What came of one learner on one law.
 *
 * @param trainMillis CPU time of all trainings that the levels need
 * @param predictMillis CPU time to say all levels of all rows
 * @param loss mean pinball loss on rows that were not learned from
 */
record OracleFigure(OracleRows.Law law, String learner, double trainMillis, double predictMillis, double loss) {}
