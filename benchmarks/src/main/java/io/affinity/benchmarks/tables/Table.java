// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import java.util.List;
import java.util.function.Function;

/**
 * One table of {@code docs/performance.md}.
 *
 * @param name for {@code --only}
 * @param heading of the document that it stands under, with its number signs
 * @param needs the option that its data are given by; empty if it needs none
 * @param runs what makes it from the data, one after the other; none without its data
 */
record Table(String name, String heading, String needs, Function<TableData, List<BenchRun>> runs) {}
