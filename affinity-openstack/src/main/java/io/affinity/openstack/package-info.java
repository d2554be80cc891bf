/**
 * Inventory, telemetry and migration for clouds of OpenStack. Entry type: {@link io.affinity.openstack.OpenStack}.
 */
@NullMarked
package io.affinity.openstack;

import org.jspecify.annotations.NullMarked;
