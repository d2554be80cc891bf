/**
 * Inventory, telemetry and migration for hosts that run libvirt; no libvirt or JNA type leaves this module. Entry type:
 * {@link io.affinity.libvirt.Libvirt}.
 */
@NullMarked
package io.affinity.libvirt;

import org.jspecify.annotations.NullMarked;
