/**
 * What VMs demand, as their hosts count it: one bulk call for each host and observation, counters turned into rates, and all
 * hosts put together into one fleet. Entry type: {@link io.affinity.libvirt.telemetry.LibvirtTelemetry}.
 */
@NullMarked
package io.affinity.libvirt.telemetry;

import org.jspecify.annotations.NullMarked;
