// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.placement;

import io.affinity.spi.plugin.Plugin;

/**
 * Finds a better placement. Implementations are immutable and thread-safe; the control loop calls {@link #solve} from one
 * thread, once in each step at most.
 *
 * <p>Contract: no hard policy is violated more than at present, and no host promises more than it may unless it promised
 * at least that much before; among such placements, the lower the {@link Objective} the better; a VM that is forbidden to
 * migrate, or sits on an unavailable host, stays; VMs of draining hosts leave them if they can; nothing is migrated to a
 * host that is not available or banned. Migration budgets are kept by the caller. Hard policies that contradict each other keep nothing else from being improved, and
 * it is not for solvers to find them. What is said of the best that there can be ({@link Bound}) is never above what any allowed placement
 * has; {@link Bound#NONE} is always true.
 */
public interface PlacementSolver extends Plugin {

    /** {@return a better placement with the reason of each migration, or that there is none; never {@link PlacementResult.Refused}} */
    PlacementResult solve(PlacementProblem problem, SolveLimits limits);
}
