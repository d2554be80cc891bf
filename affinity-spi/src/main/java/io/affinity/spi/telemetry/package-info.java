/**
 * What was measured: the fleet and the demand of its VMs at one instant, and series on a regular grid. Entry type:
 * {@link io.affinity.spi.telemetry.TelemetrySource}.
 */
@NullMarked
package io.affinity.spi.telemetry;

import org.jspecify.annotations.NullMarked;
