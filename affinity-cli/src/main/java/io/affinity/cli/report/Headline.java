// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The plain-language summary, computed from the figures: what the best contender comes to in place of the baseline and at which price,
 * in numbers that need no other; then which policies these are, then the others.
 */
record Headline(List<String> sentences) {

    private static final String MIGRATIONS = "migrations";
    private static final String DOWNTIME = "downtime";

    static Headline of(SimulationReport report) {
        List<PolicyResults> policies = report.policies();
        FigureTable table = FigureTable.of(policies);
        List<String> sentences = new ArrayList<>();
        if (!table.rows().isEmpty()) {
            FigureTable.Row row = table.rows().get(0);
            Comparison comparison = Comparison.of(policies, table);
            sentences.add(main(policies, table, row, comparison));
            if (comparison.after() != comparison.before()) {
                sentences.add(who(policies, row, comparison));
            }
            IntStream.range(0, policies.size())
                    .filter(policy -> policy != comparison.before() && policy != comparison.after())
                    .forEach(policy -> sentences.add(other(policies, table, row, policy)));
        }
        sentences.addAll(report.picture().remarks());
        return new Headline(List.copyOf(sentences));
    }

    private static String main(
            List<PolicyResults> policies, FigureTable table, FigureTable.Row row, Comparison comparison) {
        if (comparison.after() == comparison.before()) {
            return amount(row, comparison.before()) + " with "
                    + policies.get(comparison.before()).name() + ".";
        }
        return amount(row, comparison.after()) + " instead of " + value(row, comparison.before())
                + price(table, comparison.after()) + ".";
    }

    private static String who(List<PolicyResults> policies, FigureTable.Row row, Comparison comparison) {
        PolicyResults after = policies.get(comparison.after());
        String what = after.description().isBlank() ? "" : ", which " + after.description() + ",";
        return "This is " + after.name() + what + " set against "
                + policies.get(comparison.before()).name() + change(row, comparison.after(), comparison.before()) + ".";
    }

    private static String other(List<PolicyResults> policies, FigureTable table, FigureTable.Row row, int policy) {
        PolicyResults section = policies.get(policy);
        String name = section.role() == PolicyRole.REFERENCE
                ? section.name() + " (not attainable, for reference)"
                : section.name();
        return "With " + name + ": " + amount(row, policy) + price(table, policy) + ".";
    }

    /** {@return ", for 147 migrations and 15 s of standstill", as far as that is known} */
    private static String price(FigureTable table, int policy) {
        List<String> parts = new ArrayList<>();
        known(table, MIGRATIONS, policy)
                .ifPresent(count -> parts.add(Rounded.text(count) + (count == 1 ? " migration" : " migrations")));
        known(table, DOWNTIME, policy).ifPresent(seconds -> parts.add(span(seconds) + " of standstill"));
        return parts.isEmpty() ? "" : ", for " + String.join(" and ", parts);
    }

    private static Optional<Double> known(FigureTable table, String figure, int policy) {
        return table.rows().stream()
                .filter(row -> row.figure().name().equals(figure))
                .map(row -> row.values().get(policy))
                .filter(value -> !value.isNaN())
                .findFirst();
    }

    private static String span(double seconds) {
        return seconds < 120 ? Rounded.whole(seconds) + " s" : Rounded.whole(seconds / 60) + " min";
    }

    private static String amount(FigureTable.Row row, int policy) {
        if (row.values().get(policy).isNaN()) {
            return row.figure().label() + " not measured";
        }
        String unit = row.figure().unit();
        boolean isContention = row.figure().name().equals(Figure.CONTENTION);
        return value(row, policy)
                + (isContention
                        ? " VM minutes short"
                        : unit.isEmpty() ? " " + row.figure().label() : " " + unit);
    }

    private static String value(FigureTable.Row row, int policy) {
        double value = row.values().get(policy);
        return Double.isNaN(value) ? "not measured" : Rounded.whole(value);
    }

    private static String change(FigureTable.Row row, int policy, int reference) {
        double from = row.values().get(reference);
        double percent = 100 * (row.values().get(policy) - from) / Math.abs(from);
        if (!Double.isFinite(percent)) {
            return "";
        }
        if (percent == 0) {
            return " (no change)";
        }
        double rounded = Math.rint(Math.abs(percent));
        // Almost all is not all.
        boolean almostAll = rounded == 100 && percent > -100 && percent < 0;
        String size = Math.abs(percent) < 1 ? "less than 1" : almostAll ? "more than 99" : Rounded.text(rounded);
        return " (" + size + " % " + (percent < 0 ? "less" : "more") + ")";
    }
}
