// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.cloudsim;

import java.io.PrintStream;
import java.util.Locale;

/** A comparison for a person to read. */
final class ComparisonText {

    private ComparisonText() {}

    static void print(ComparedDay day, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%n%s, %d VMs%n%n",
                day.reference().day(),
                day.reference().vms());
        out.println("| figure | affinity | CloudSim 3.0.3 | difference |");
        out.println("|---|---|---|---|");
        for (Compared figure : day.figures()) {
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %+.1f %%%s |%n",
                    figure.unit().isEmpty() ? figure.name() : figure.name() + ", " + figure.unit(),
                    number(figure.actual(), figure.digits()),
                    number(figure.reference(), figure.digits()),
                    100 * figure.difference(),
                    figure.agrees() ? "" : ", too far");
        }
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
