/**
 * What Java Flight Recorder hears of the control loop: cycles, their stages and migrations. Nothing is measured while no recording is
 * under way. {@link io.affinity.core.flight.Flight} is what the stages call.
 */
@NullMarked
package io.affinity.core.flight;

import org.jspecify.annotations.NullMarked;
