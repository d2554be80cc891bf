// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

/**
 * What a solver may use.
 *
 * @param seconds of real time
 * @param threads that search at the same time
 * @param seed of all chance
 */
record SolveTime(double seconds, int threads, long seed) {}
