/** Entry point of the benchmarks; each benchmark lives in a package of its own. */
@NullMarked
package io.affinity.benchmarks;

import org.jspecify.annotations.NullMarked;
