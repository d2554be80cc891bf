// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of all policies joined by name, in order of first appearance. */
record FigureTable(List<Row> rows) {

    /**
     * One figure over all policies.
     *
     * @param figure the figure as its first policy has it
     * @param values its value per policy, NaN where the policy lacks it
     * @param best indexes of the policies with the best value; empty if the figure has no goal or makes no difference
     */
    record Row(Figure figure, List<Double> values, List<Integer> best) {
        double improvement(int policy, int reference) {
            double change = values.get(policy) - values.get(reference);
            return figure.goal() == Figure.Goal.HIGHER ? change : -change;
        }
    }

    static FigureTable of(List<PolicyResults> policies) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        policies.forEach(policy -> policy.figures().forEach(figure -> figures.putIfAbsent(figure.name(), figure)));
        return new FigureTable(
                figures.values().stream().map(figure -> row(figure, policies)).toList());
    }

    private static Row row(Figure figure, List<PolicyResults> policies) {
        List<Double> values =
                policies.stream().map(policy -> value(policy, figure.name())).toList();
        return new Row(figure, values, best(figure.goal(), values, policies));
    }

    private static double value(PolicyResults policy, String name) {
        for (Figure figure : policy.figures()) {
            if (figure.name().equals(name)) {
                return figure.value();
            }
        }
        return Double.NaN;
    }

    /** Who migrates nothing has nothing of what migrations cost, and no merit in it. */
    private static boolean isTrivial(PolicyResults policy, double value) {
        return value == 0 && policy.migrations().isEmpty();
    }

    private static List<Integer> best(Figure.Goal goal, List<Double> values, List<PolicyResults> policies) {
        List<Integer> compared = new ArrayList<>();
        for (int policy = 0; policy < values.size(); policy++) {
            if (policies.get(policy).role() != PolicyRole.REFERENCE
                    && !values.get(policy).isNaN()
                    && !isTrivial(policies.get(policy), values.get(policy))) {
                compared.add(policy);
            }
        }
        List<Double> candidates = compared.stream().map(values::get).toList();
        if (goal == Figure.Goal.NONE || candidates.stream().distinct().count() < 2) {
            return List.of();
        }
        double best = goal == Figure.Goal.LOWER
                ? candidates.stream().mapToDouble(v -> v).min().orElseThrow()
                : candidates.stream().mapToDouble(v -> v).max().orElseThrow();
        return compared.stream().filter(policy -> values.get(policy) == best).toList();
    }
}
