/**
 * What contention would cost each VM. Entry type: {@link io.affinity.core.risk.PlacementEvaluator}.
 */
@NullMarked
package io.affinity.core.risk;

import org.jspecify.annotations.NullMarked;
