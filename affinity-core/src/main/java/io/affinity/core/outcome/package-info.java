/**
 * What decisions were worth: the contention that was, beside what would have been had nothing been migrated, and had the
 * reactive rule decided; and who decides from now on, by that evidence. Entry type:
 * {@link io.affinity.core.outcome.DecisionLedger}.
 */
@NullMarked
package io.affinity.core.outcome;

import org.jspecify.annotations.NullMarked;
