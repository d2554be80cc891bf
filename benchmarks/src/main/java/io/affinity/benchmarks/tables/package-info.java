/** All tables of the documents by one command. Entry type: {@link io.affinity.benchmarks.tables.TablesBenchmark}. */
@NullMarked
package io.affinity.benchmarks.tables;

import org.jspecify.annotations.NullMarked;
