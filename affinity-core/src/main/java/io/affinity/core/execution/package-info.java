/**
 * Carrying out plans: start, watch, verify, recover. Entry type:
 * {@link io.affinity.core.execution.PlanExecutor}.
 */
@NullMarked
package io.affinity.core.execution;

import org.jspecify.annotations.NullMarked;
