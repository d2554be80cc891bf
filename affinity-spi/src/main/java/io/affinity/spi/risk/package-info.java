/**
 * What contention would cost each VM. Entry type: {@link io.affinity.spi.risk.RiskScorer}.
 */
@NullMarked
package io.affinity.spi.risk;

import org.jspecify.annotations.NullMarked;
