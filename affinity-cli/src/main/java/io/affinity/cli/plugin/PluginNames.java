// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.plugin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which plug-ins a user chose, by name.
 *
 * @param terms costs and rules of a placement besides demand and policies
 * @param gates who is asked before each migration, in this order
 * @param events what is known in advance; null for nothing, or for what the scenario knows
 */
public record PluginNames(
        String forecaster,
        String solver,
        String scorer,
        String costModel,
        List<String> terms,
        List<String> gates,
        @Nullable String events) {

    /** The library's own. */
    public static final PluginNames DEFAULT =
            new PluginNames("auto", "local-search", "expected-shortfall", "pre-copy", List.of(), List.of(), null);

    public PluginNames {
        terms = List.copyOf(terms);
        gates = List.copyOf(gates);
    }

    /** {@return a copy with another forecaster} */
    public PluginNames withForecaster(String name) {
        return new PluginNames(name, solver, scorer, costModel, terms, gates, events);
    }
}
