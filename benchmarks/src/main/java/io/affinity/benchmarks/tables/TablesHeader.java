// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

/**
 * What all tables of one run have in common.
 *
 * @param java version that it runs on
 * @param command line that it was started with
 */
record TablesHeader(String commit, String java, String command) {}
