/**
 * What is seen of a cloud, and what follows from it: hosts, VMs and rules. Entry types: {@link io.affinity.openstack.inventory.CloudReader} and
 * {@link io.affinity.openstack.inventory.CloudView}.
 */
@NullMarked
package io.affinity.openstack.inventory;

import org.jspecify.annotations.NullMarked;
