// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

/** What one solver found, and what it took. */
record PlaceRow(String solver, Verdict verdict, double seconds, double cpuSeconds) {}
