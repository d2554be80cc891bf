// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.plugin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
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

    /** A loader that fails so often fails forever. */
    private static final int MOST_FAILURES = 1000;

    private final String kind;
    private final Map<String, P> byName;
    private final List<Throwable> failures;

    private Plugins(String kind, Map<String, P> byName, List<Throwable> failures) {
        this.kind = kind;
        this.byName = byName;
        this.failures = failures;
    }

    /**
     * Collects the given implementations.
     *
     * @param kind the SPI interface, named in error messages
     * @throws PluginException if a name is malformed or used twice
     */
    public static <P extends Plugin> Plugins<P> of(Class<P> kind, Collection<? extends P> implementations) {
        return collect(kind, implementations, List.of());
    }

    /**
     * Finds the providers of {@code kind} that {@link ServiceLoader} sees through {@code loader}. One that cannot be loaded is
     * among the {@link #failures}, and keeps nobody from using the others.
     *
     * @throws PluginException if a name is malformed or used twice
     */
    public static <P extends Plugin> Plugins<P> discover(Class<P> kind, ClassLoader loader) {
        List<P> loaded = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        Iterator<P> providers = ServiceLoader.load(kind, loader).iterator();
        boolean isMore = true;
        while (isMore && failures.size() < MOST_FAILURES) {
            try {
                isMore = providers.hasNext();
                if (isMore) {
                    loaded.add(providers.next());
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                failures.add(e);
            }
        }
        return collect(kind, loaded, failures);
    }

    private static <P extends Plugin> Plugins<P> collect(
            Class<P> kind, Collection<? extends P> implementations, List<Throwable> failures) {
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
        return new Plugins<>(kind.getSimpleName(), byName, List.copyOf(failures));
    }

    /** {@return the names, in alphabetical order} */
    public Collection<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** {@return one sentence for each provider that cannot be loaded, which says which and why; its name cannot be known} */
    public List<String> failures() {
        return failures.stream().map(this::sentence).toList();
    }

    private String sentence(Throwable failure) {
        Throwable cause = failure.getCause();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return "A provider of " + kind + " cannot be loaded: " + failure.getMessage()
                + (cause == null ? "" : " (" + cause + ")");
    }

    /**
     * {@return the implementation with this name}
     *
     * @throws PluginException if there is none; the message lists the names there are, and what cannot be loaded
     */
    public P named(String name) {
        P found = byName.get(name);
        if (found == null) {
            List<String> sentences = new ArrayList<>();
            sentences.add("No " + kind + " has the name (" + name + "). Known names: "
                    + String.join(", ", byName.keySet()) + ".");
            sentences.addAll(failures());
            throw new PluginException(String.join(" ", sentences), failures.isEmpty() ? null : failures.get(0));
        }
        return found;
    }
}
