package io.affinity.spi.plugin;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The implementations of one SPI interface, by name. Immutable and thread-safe.
 *
 * <p>Two different implementations with one name are an error, never a silent choice. Names are listed in
 * alphabetical order, whatever order the class path has.
 *
 * @param <P> the SPI interface
 */
public final class Plugins<P extends Plugin> {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final String kind;
    private final Map<String, P> byName;

    private Plugins(String kind, Map<String, P> byName) {
        this.kind = kind;
        this.byName = byName;
    }

    /**
     * Collects the given implementations.
     *
     * @param kind the SPI interface, named in error messages
     * @throws PluginException if a name is malformed or used twice
     */
    public static <P extends Plugin> Plugins<P> of(Class<P> kind, Collection<? extends P> implementations) {
        return collect(kind, implementations);
    }

    /**
     * Finds the providers of {@code kind} that {@link ServiceLoader} sees through {@code loader}.
     *
     * @throws PluginException if a provider cannot be loaded, or a name is malformed or used twice
     */
    public static <P extends Plugin> Plugins<P> discover(Class<P> kind, ClassLoader loader) {
        try {
            return collect(kind, ServiceLoader.load(kind, loader));
        } catch (ServiceConfigurationError e) {
            throw new PluginException(
                    "A provider of " + kind.getSimpleName() + " cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static <P extends Plugin> Plugins<P> collect(Class<P> kind, Iterable<? extends P> implementations) {
        Map<String, P> byName = new TreeMap<>();
        for (P implementation : implementations) {
            String name = implementation.name();
            if (!NAME.matcher(name).matches()) {
                throw new PluginException("The " + kind.getSimpleName() + " "
                        + implementation.getClass().getName() + " has the name (" + name
                        + "), which must be lower case letters, digits and single hyphens.");
            }
            P other = byName.putIfAbsent(name, implementation);
            if (other != null) {
                throw new PluginException("Two implementations of " + kind.getSimpleName() + " have the name (" + name
                        + "): " + other.getClass().getName() + " and "
                        + implementation.getClass().getName() + ". Maybe one of them should get another name.");
            }
        }
        return new Plugins<>(kind.getSimpleName(), byName);
    }

    /** {@return the names, in alphabetical order} */
    public Collection<String> names() {
        return List.copyOf(byName.keySet());
    }

    /**
     * {@return the implementation with this name}
     *
     * @throws PluginException if there is none; the message lists the names there are
     */
    public P named(String name) {
        P found = byName.get(name);
        if (found == null) {
            throw new PluginException("No " + kind + " has the name (" + name + "). Known names: "
                    + String.join(", ", byName.keySet()) + ".");
        }
        return found;
    }
}
