package io.affinity.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The plain-language summary, computed from the figures: the headline figure of the best contender against the
 * baseline, then the other policies, then in how many figures that contender is best.
 */
record Headline(List<String> sentences) {

    static Headline of(SimulationReport report) {
        List<PolicyResults> policies = report.policies();
        FigureTable table = FigureTable.of(policies);
        List<String> sentences = new ArrayList<>();
        if (!table.rows().isEmpty()) {
            Comparison comparison = Comparison.of(policies, table);
            sentences.add(main(policies, table.rows().get(0), comparison));
            IntStream.range(0, policies.size())
                    .filter(policy -> policy != comparison.before() && policy != comparison.after())
                    .forEach(
                            policy -> sentences.add(other(policies, table.rows().get(0), policy, comparison)));
            tally(policies, table, comparison, sentences);
        }
        sentences.add("All figures are of one simulated run with seed " + report.seed() + ".");
        return new Headline(List.copyOf(sentences));
    }

    private static String main(List<PolicyResults> policies, FigureTable.Row row, Comparison comparison) {
        String before = policies.get(comparison.before()).name();
        if (comparison.after() == comparison.before()) {
            return row.figure().label() + ": " + amount(row, comparison.before()) + " with " + before + ".";
        }
        return row.figure().label() + ": " + amount(row, comparison.after()) + " with "
                + policies.get(comparison.after()).name() + ", " + amount(row, comparison.before()) + " with "
                + before + change(row, comparison.after(), comparison.before()) + ".";
    }

    private static String other(List<PolicyResults> policies, FigureTable.Row row, int policy, Comparison comparison) {
        PolicyResults section = policies.get(policy);
        String name = section.role() == PolicyRole.REFERENCE
                ? section.name() + " (not attainable, for reference)"
                : section.name();
        return "With " + name + " it is " + amount(row, policy) + change(row, policy, comparison.before()) + ".";
    }

    private static void tally(
            List<PolicyResults> policies, FigureTable table, Comparison comparison, List<String> sentences) {
        long decided =
                table.rows().stream().filter(row -> !row.best().isEmpty()).count();
        if (comparison.after() != comparison.before() && decided > 0) {
            long won = table.rows().stream()
                    .filter(row -> row.best().contains(comparison.after()))
                    .count();
            sentences.add("Policy " + policies.get(comparison.after()).name() + " has the best value in " + won + " of "
                    + decided + (decided == 1 ? " figure" : " figures") + " that differ.");
        }
    }

    private static String amount(FigureTable.Row row, int policy) {
        double value = row.values().get(policy);
        if (Double.isNaN(value)) {
            return "not measured";
        }
        String unit = row.figure().unit();
        return Rounded.text(value) + (unit.isEmpty() ? "" : " " + unit);
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
        return " (" + size + " % " + (percent < 0 ? "lower" : "higher") + ")";
    }
}
