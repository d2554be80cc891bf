package io.affinity.libvirt.inventory;

/**
 * Something about a domain that prevents its live migration.
 *
 * @param device which one it is, such as {@code hostdev pci 0000:3b:00.0}
 * @param reason in a sentence, for people
 */
public record Obstacle(String device, String reason) {}
