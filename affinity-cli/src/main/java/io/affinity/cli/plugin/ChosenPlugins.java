// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.plugin;

import io.affinity.core.RebalancerBuilder;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.core.risk.ExpectedShortfallScorer;
import io.affinity.core.search.LocalSearchSolver;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.MigrationCostModel;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.plugin.Plugin;
import io.affinity.spi.plugin.Plugins;
import io.affinity.spi.risk.RiskScorer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user chose to decide: plug-ins, found on the class path, and terms.
 *
 * @param terms costs and rules of placements, those of the cluster file included
 * @param gates who is asked before each migration, in this order
 * @param events null for nothing, or for what the scenario knows
 * @param notes sentences about plug-ins that are on the class path and that nobody asked for, or that cannot be loaded
 */
public record ChosenPlugins(
        ChosenForecaster forecaster,
        PlacementSolver solver,
        RiskScorer scorer,
        MigrationCostModel costModel,
        List<PlacementTerm> terms,
        List<Gate> gates,
        @Nullable EventSource events,
        List<String> notes) {

    public ChosenPlugins {
        terms = List.copyOf(terms);
        gates = List.copyOf(gates);
        notes = List.copyOf(notes);
    }

    /**
     * {@return the plug-ins with these names}
     *
     * @throws io.affinity.spi.plugin.PluginException if one is not there, or two forecasters of different kinds have the name
     */
    public static ChosenPlugins of(PluginNames names) {
        PluginSearch search = new PluginSearch();
        Plugins<PlacementTerm> terms = search.of(PlacementTerm.class, names.terms());
        Plugins<Gate> gates = search.of(Gate.class, names.gates());
        return new ChosenPlugins(
                ChosenForecaster.named(
                        names.forecaster(),
                        search.ofAny(Forecaster.class, ChosenForecaster.names(names.forecaster())),
                        search.ofAny(FleetForecaster.class, ChosenForecaster.names(names.forecaster()))),
                named(PlacementSolver.class, names.solver(), search),
                named(RiskScorer.class, names.scorer(), search),
                named(MigrationCostModel.class, names.costModel(), search),
                names.terms().stream().map(terms::named).toList(),
                names.gates().stream().map(gates::named).toList(),
                events(names.events(), search),
                search.notes());
    }

    private static <P extends Plugin> P named(Class<P> kind, String name, PluginSearch search) {
        return search.of(kind, List.of(name)).named(name);
    }

    private static @Nullable EventSource events(@Nullable String name, PluginSearch search) {
        Plugins<EventSource> all = search.of(EventSource.class, name == null ? List.of() : List.of(name));
        return name == null ? null : all.named(name);
    }

    /** {@return the library's own, with this forecaster} */
    public static ChosenPlugins with(Forecaster forecaster) {
        return new ChosenPlugins(
                new ChosenForecaster.Single(forecaster),
                new LocalSearchSolver(),
                new ExpectedShortfallScorer(),
                new PreCopyModel(),
                List.of(),
                List.of(),
                null,
                List.of());
    }

    /**
     * {@return a copy with more terms}
     *
     * @throws IllegalArgumentException if one is called as another
     */
    public ChosenPlugins with(List<? extends PlacementTerm> more) {
        List<PlacementTerm> all = new ArrayList<>(terms);
        for (PlacementTerm term : more) {
            if (all.stream().anyMatch(each -> each.name().equals(term.name()))) {
                throw new IllegalArgumentException("Two terms are called (" + term.name() + ").");
            }
            all.add(term);
        }
        return new ChosenPlugins(forecaster, solver, scorer, costModel, all, gates, events, notes);
    }

    /** Gives a loop what was chosen, but for the forecaster. */
    public RebalancerBuilder applyTo(RebalancerBuilder loop) {
        loop.solver(solver).riskScorer(scorer).costModel(costModel).terms(terms).gates(gates);
        return events == null ? loop : loop.events(events);
    }
}
