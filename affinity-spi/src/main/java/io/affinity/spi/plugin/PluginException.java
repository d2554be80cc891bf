package io.affinity.spi.plugin;

/** A plug-in was asked for by a name that none has, that two have, or that cannot be loaded. */
public final class PluginException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PluginException(String message) {
        super(message);
    }

    public PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
