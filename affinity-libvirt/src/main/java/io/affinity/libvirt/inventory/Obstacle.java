// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

/**
 * Something that prevents the live migration of a domain, about itself or about a host.
 *
 * @param device or other thing, such as {@code hostdev pci 0000:3b:00.0} or {@code cpu}
 * @param reason in a sentence, for people
 */
public record Obstacle(String device, String reason) {}
