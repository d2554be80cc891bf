/**
 * How an implementation of an SPI interface is named and found. Entry type: {@link io.affinity.spi.plugin.Plugins}.
 */
@NullMarked
package io.affinity.spi.plugin;

import org.jspecify.annotations.NullMarked;
