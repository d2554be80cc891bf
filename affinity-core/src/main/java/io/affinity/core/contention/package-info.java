/**
 * Joint scenarios of the fleet's demand, and what they mean for hosts. Entry types:
 * {@link io.affinity.core.contention.ScenarioBuilder} and {@link io.affinity.core.contention.ContentionEstimator}.
 */
@NullMarked
package io.affinity.core.contention;

import org.jspecify.annotations.NullMarked;
