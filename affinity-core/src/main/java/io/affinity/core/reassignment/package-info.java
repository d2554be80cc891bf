/**
 * Machine reassignment: which VM goes to which host, searched by simulated annealing over columns of whole numbers. Entry type:
 * {@link io.affinity.core.reassignment.Reassignment}.
 */
@NullMarked
package io.affinity.core.reassignment;

import org.jspecify.annotations.NullMarked;
