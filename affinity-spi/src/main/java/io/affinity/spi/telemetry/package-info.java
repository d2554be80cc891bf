/**
 * What was observed: inventory, rules and demand put together. Entry type: {@link io.affinity.spi.telemetry.Telemetry}.
 */
@NullMarked
package io.affinity.spi.telemetry;

import org.jspecify.annotations.NullMarked;
