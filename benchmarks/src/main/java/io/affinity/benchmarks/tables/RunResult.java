// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

/**
 * What one benchmark left.
 *
 * @param printed as Markdown; what there was of it if it failed
 * @param figures as JSON; empty if there are none
 * @param failure in one line; empty if it did not fail
 */
record RunResult(BenchRun run, String printed, String figures, String failure) {}
