/**
 * The judges: what rules and what the objective of a placement amount to, counted from their definitions. They share no code with the
 * search, whose results they judge. Entry types: {@link io.affinity.core.check.PlacementChecker} and
 * {@link io.affinity.core.check.ObjectiveEvaluator}.
 */
@NullMarked
package io.affinity.core.check;

import org.jspecify.annotations.NullMarked;
