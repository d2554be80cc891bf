/**
 * What VMs demand: now, and in the past on a regular grid. Entry type: {@link io.affinity.spi.demand.DemandSource}.
 */
@NullMarked
package io.affinity.spi.demand;

import org.jspecify.annotations.NullMarked;
