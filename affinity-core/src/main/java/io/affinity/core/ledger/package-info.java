/**
 * Keeping score: every forecast quantile and every predicted contention is later compared with what happened, and a forecast
 * that does not earn its place falls back to a reference. Entry type:
 * {@link io.affinity.core.ledger.CalibrationLedger}.
 */
@NullMarked
package io.affinity.core.ledger;

import org.jspecify.annotations.NullMarked;
