/** Inventory, telemetry and migration for hosts that run libvirt; no libvirt or JNA type leaves this module. */
@NullMarked
package io.affinity.libvirt;

import org.jspecify.annotations.NullMarked;
