/**
 * Where a new VM should start. Entry type: {@link io.affinity.core.advice.PlacementAdvisor}.
 */
@NullMarked
package io.affinity.core.advice;

import org.jspecify.annotations.NullMarked;
