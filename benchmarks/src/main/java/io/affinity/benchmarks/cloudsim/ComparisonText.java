package io.affinity.benchmarks.cloudsim;

import java.io.PrintStream;
import java.util.Locale;

/** A comparison for a person to read. */
final class ComparisonText {

    private ComparisonText() {}

    static void print(ComparedDay day, PrintStream out) {
        String title = day.reference().day() + ", " + day.reference().vms() + " VMs";
        out.printf(Locale.ROOT, "%-20s %21s %16s %11s%n", title, "affinity", "CloudSim 3.0.3", "difference");
        for (Compared figure : day.figures()) {
            out.printf(
                    Locale.ROOT,
                    "  %-10s %-3s %25s %16s %+9.1f %%%s%n",
                    figure.name(),
                    figure.unit(),
                    number(figure.actual(), figure.digits()),
                    number(figure.reference(), figure.digits()),
                    100 * figure.difference(),
                    figure.agrees() ? "" : "  too far");
        }
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
