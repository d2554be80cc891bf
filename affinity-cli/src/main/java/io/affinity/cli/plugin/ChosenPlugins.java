package io.affinity.cli.plugin;

import io.affinity.core.RebalancerBuilder;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.core.risk.ExpectedShortfallScorer;
import io.affinity.core.search.LocalSearchSolver;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.migration.MigrationCostModel;
import io.affinity.spi.placement.PlacementSolver;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.plugin.Plugin;
import io.affinity.spi.plugin.Plugins;
import io.affinity.spi.risk.RiskScorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plug-ins that a user chose, found on the class path.
 *
 * @param events null for nothing, or for what the scenario knows
 * @param notes sentences about plug-ins that are on the class path and that nobody asked for
 */
public record ChosenPlugins(
        ChosenForecaster forecaster,
        PlacementSolver solver,
        RiskScorer scorer,
        MigrationCostModel costModel,
        List<PlacementTerm> terms,
        @Nullable EventSource events,
        List<String> notes) {

    private static final String OWN = "io.affinity.";

    public ChosenPlugins {
        terms = List.copyOf(terms);
        notes = List.copyOf(notes);
    }

    /**
     * {@return the plug-ins with these names}
     *
     * @throws io.affinity.spi.plugin.PluginException if one is not there, two forecasters of different kinds have the name, or a
     *     provider cannot be loaded
     */
    public static ChosenPlugins of(PluginNames names) {
        List<String> notes = new ArrayList<>();
        Plugins<PlacementTerm> terms = found(PlacementTerm.class, Set.copyOf(names.terms()), notes);
        Plugins<EventSource> events =
                found(EventSource.class, names.events() == null ? Set.of() : Set.of(names.events()), notes);
        return new ChosenPlugins(
                ChosenForecaster.named(
                        names.forecaster(),
                        found(Forecaster.class, Set.of(names.forecaster()), notes),
                        found(FleetForecaster.class, Set.of(names.forecaster()), notes)),
                found(PlacementSolver.class, Set.of(names.solver()), notes).named(names.solver()),
                found(RiskScorer.class, Set.of(names.scorer()), notes).named(names.scorer()),
                found(MigrationCostModel.class, Set.of(names.costModel()), notes)
                        .named(names.costModel()),
                names.terms().stream().map(terms::named).toList(),
                names.events() == null ? null : events.named(names.events()),
                notes);
    }

    /** {@return the library's own, with this forecaster} */
    public static ChosenPlugins with(Forecaster forecaster) {
        return new ChosenPlugins(
                new ChosenForecaster.Single(forecaster),
                new LocalSearchSolver(),
                new ExpectedShortfallScorer(),
                new PreCopyModel(),
                List.of(),
                null,
                List.of());
    }

    private static <P extends Plugin> Plugins<P> found(Class<P> kind, Set<String> wanted, List<String> notes) {
        Plugins<P> all = Plugins.discover(kind, ChosenPlugins.class.getClassLoader());
        for (String name : all.names()) {
            if (!wanted.contains(name) && !all.named(name).getClass().getName().startsWith(OWN)) {
                notes.add("The " + kind.getSimpleName() + " \"" + name + "\" is on the class path and not used.");
            }
        }
        return all;
    }

    /** Gives a loop what was chosen, but for the forecaster. */
    public RebalancerBuilder applyTo(RebalancerBuilder loop) {
        loop.solver(solver).riskScorer(scorer).costModel(costModel).terms(terms);
        return events == null ? loop : loop.events(events);
    }
}
