/**
 * Carrying out plans: journal, start, watch, verify. Entry type:
 * {@link io.affinity.core.execution.PlanExecutor}.
 */
@NullMarked
package io.affinity.core.execution;

import org.jspecify.annotations.NullMarked;
