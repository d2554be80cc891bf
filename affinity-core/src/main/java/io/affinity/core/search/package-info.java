/** The search for a better placement, and what it knows of the rules. Entry type: {@link io.affinity.core.search.LocalSearchSolver}. */
@NullMarked
package io.affinity.core.search;

import org.jspecify.annotations.NullMarked;
