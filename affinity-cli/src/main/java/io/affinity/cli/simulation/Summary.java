// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.cli.scenario.Scenario;
import io.affinity.simulation.Figures;
import io.affinity.simulation.SimulationSettings;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Vm;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the comparison shows, for people who read one sentence.
 *
 * @param sentences may be empty if there is nothing to compare
 */
public record Summary(List<String> sentences) {

    public Summary {
        sentences = List.copyOf(sentences);
    }

    /** {@return what predictive saves against reactive, or against none, and what oracle shows is left} */
    public static Summary of(Scenario scenario, List<PolicyRun> runs) {
        Map<Policy, Figures> figures = runs.stream()
                .collect(Collectors.toMap(PolicyRun::policy, run -> run.result().figures(), (a, b) -> a, TreeMap::new));
        Figures predictive = figures.get(Policy.PREDICTIVE);
        Policy peer = figures.containsKey(Policy.REACTIVE) ? Policy.REACTIVE : Policy.NONE;
        Figures other = figures.get(peer);
        if (predictive == null || other == null) {
            return new Summary(List.of());
        }
        Figures oracle = figures.get(Policy.ORACLE);
        String migrations = "Predictive migrates " + count(predictive.migrations()) + " times, " + peer.id() + " "
                + count(other.migrations());
        Measure contention = contention(scenario);
        if (scenario.settings().emptyHosts() == SimulationSettings.EmptyHosts.SLEEP) {
            Measure energy = new Measure("All hosts take", "kWh", Figures::energyKwh);
            return explained(
                    scenario,
                    runs,
                    List.of(
                            energy.compare(predictive, other, peer, oracle) + ".",
                            contention.compare(predictive, other, peer, null) + ".",
                            migrations + "."));
        }
        return explained(
                scenario, runs, List.of(contention.compare(predictive, other, peer, oracle) + ".", migrations + "."));
    }

    private static Summary explained(Scenario scenario, List<PolicyRun> runs, List<String> sentences) {
        return new Summary(Stream.concat(sentences.stream(), OracleText.of(scenario, runs).stream())
                .toList());
    }

    private static Measure contention(Scenario scenario) {
        Set<String> important = scenario.fleet().vms().stream()
                .map(Vm::priority)
                .filter(priority -> priority.weight() > Priority.NORMAL.weight())
                .map(Priority::name)
                .collect(Collectors.toSet());
        return new Measure(
                (important.isEmpty() ? "VMs" : "VMs of high priority") + " stand in contention for",
                "min",
                figures -> minutes(figures, important));
    }

    /** A figure, and how a sentence about it begins. */
    private record Measure(String beginning, String unit, ToDoubleFunction<Figures> figure) {

        String compare(Figures predictive, Figures other, Policy peer, @Nullable Figures oracle) {
            double value = figure.applyAsDouble(predictive);
            double reference = figure.applyAsDouble(other);
            String sentence = beginning + " " + count(value) + " " + unit + " with predictive, " + count(reference)
                    + " with " + peer.id() + change(value, reference);
            return oracle == null
                    ? sentence
                    : sentence + "; with perfect forecasts (oracle) it is " + count(figure.applyAsDouble(oracle));
        }
    }

    private static double minutes(Figures figures, Set<String> important) {
        return figures.contentionMinutesByPriority().entrySet().stream()
                .filter(entry -> important.isEmpty() || important.contains(entry.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static String change(double value, double reference) {
        double percent = 100 * (value - reference) / reference;
        if (!Double.isFinite(percent) || Math.round(percent) == 0) {
            return "";
        }
        // Almost all is not all.
        boolean almostAll = Math.round(percent) == -100 && percent > -100;
        String size = almostAll ? "more than 99" : count(Math.abs(percent));
        return " (" + size + " % " + (percent < 0 ? "less" : "more") + ")";
    }

    private static String count(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
