// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

import ai.timefold.solver.core.api.domain.lookup.PlanningId;

/**
 * A host as Timefold sees it.
 *
 * @param index which one it is
 */
public record TimefoldHost(@PlanningId int index) {}
