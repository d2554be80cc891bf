/**
 * Which VMs peak together and which take turns, and what follows from it for who should share a host. Entry type:
 * {@link io.affinity.core.dependence.DependenceAnalysis}.
 */
@NullMarked
package io.affinity.core.dependence;

import org.jspecify.annotations.NullMarked;
