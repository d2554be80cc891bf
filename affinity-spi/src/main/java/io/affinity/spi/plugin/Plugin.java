// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.plugin;

/**
 * Something that a user can choose by name: each SPI interface that {@link Plugins} can find extends this one.
 */
public interface Plugin {

    /**
     * {@return the name users choose this plug-in by: lower case letters, digits and hyphens, unique among the
     * implementations of one SPI interface, and the same on every call}
     */
    String name();
}
