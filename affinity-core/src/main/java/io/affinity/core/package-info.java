/**
 * The control loop that ties the stages together. Entry type: {@link io.affinity.core.Rebalancer}.
 */
@NullMarked
package io.affinity.core;

import org.jspecify.annotations.NullMarked;
