/**
 * Deciding what to migrate: ahead of contention, or after it as peers do. Entry type:
 * {@link io.affinity.core.balancing.Balancer}.
 */
@NullMarked
package io.affinity.core.balancing;

import org.jspecify.annotations.NullMarked;
