/**
 * One guest, migrated again and again around the hosts of the lab: whether each migration completes and is verified, whether
 * anything leaks, and how long it takes beside what the model of the planner predicts.
 */
@NullMarked
package io.affinity.benchmarks.migrations;

import org.jspecify.annotations.NullMarked;
