/**
 * Meters of the control loop for whoever watches it by Micrometer: what it sees, foresees, plans, does and holds back, and what that was
 * worth. {@link io.affinity.micrometer.RebalancerMetrics} is the entry type; the names are in {@code docs/metrics.md}.
 */
@NullMarked
package io.affinity.micrometer;

import org.jspecify.annotations.NullMarked;
