// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.plugin;

import io.affinity.spi.plugin.Plugin;
import io.affinity.spi.plugin.Plugins;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds plug-ins on the class path, and notes those that nobody asked for or that cannot be loaded. */
final class PluginSearch {

    private static final String OWN = "io.affinity.";

    private final List<String> notes = new ArrayList<>();

    /**
     * {@return all plug-ins of a kind}
     *
     * @param wanted the names of those that are used
     * @throws io.affinity.spi.plugin.PluginException if one that is wanted is not there; the message says what could not be loaded
     */
    <P extends Plugin> Plugins<P> of(Class<P> kind, Collection<String> wanted) {
        Plugins<P> all = ofAny(kind, wanted);
        wanted.forEach(all::named);
        return all;
    }

    /** {@return the same, where one that is wanted may be of another kind} */
    <P extends Plugin> Plugins<P> ofAny(Class<P> kind, Collection<String> wanted) {
        Plugins<P> all = Plugins.discover(kind, PluginSearch.class.getClassLoader());
        for (String name : all.names()) {
            if (!wanted.contains(name) && !all.named(name).getClass().getName().startsWith(OWN)) {
                notes.add("The " + kind.getSimpleName() + " \"" + name + "\" is on the class path and not used.");
            }
        }
        notes.addAll(all.failures());
        return all;
    }

    /** {@return a sentence for each, in the order in which kinds were searched for} */
    List<String> notes() {
        return List.copyOf(notes);
    }
}
