/** What all benchmarks have in common: how they are started, and how they print. */
@NullMarked
package io.affinity.benchmarks.command;

import org.jspecify.annotations.NullMarked;
