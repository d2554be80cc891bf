/**
 * What there is: the hardware of hosts, the descriptions of domains, and the labels that operators put into them. Read from
 * libvirt's XML, remembered, and read again when a host tells of a change or some time has passed. Entry type:
 * {@link io.affinity.libvirt.inventory.Descriptions}.
 */
@NullMarked
package io.affinity.libvirt.inventory;

import org.jspecify.annotations.NullMarked;
