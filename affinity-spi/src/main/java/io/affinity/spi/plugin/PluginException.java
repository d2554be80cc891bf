// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.plugin;

import org.jspecify.annotations.Nullable;

/** A plug-in was asked for by a name that none has, that two have, or that cannot be loaded. */
public final class PluginException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PluginException(String message) {
        super(message);
    }

    /** @param cause null if there is none */
    public PluginException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
