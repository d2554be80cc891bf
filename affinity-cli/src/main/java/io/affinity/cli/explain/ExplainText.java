// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.explain;

import io.affinity.cli.explain.VmExplanation.Demanded;
import io.affinity.cli.explain.VmExplanation.Known;
import io.affinity.cli.output.Amount;
import io.affinity.cli.output.SpanText;
import io.affinity.core.dependence.Dependence;
import io.affinity.core.dependence.OutsideDependence;
import io.affinity.core.forecasting.Evidence;
import io.affinity.core.forecasting.FleetForecast.Basis;
import io.affinity.spi.forecast.Forecast;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** An explanation in words. */
final class ExplainText {

    private static final int MOST_TOGETHER = 10;
    private static final double LEAST_CHANCE = 1e-9;

    private final VmExplanation it;
    private final List<String> lines = new ArrayList<>();

    private ExplainText(VmExplanation it) {
        this.it = it;
    }

    static List<String> of(ExplainedVm explained) {
        ExplainText text = new ExplainText(explained.explanation());
        text.lines.add(
                text.it.names().labelWithId(text.it.vm()) + " on " + text.it.host() + ", as of " + text.it.at() + ":");
        text.it.series().forEach(text::demanded);
        text.together();
        text.outside();
        text.events();
        explained.notes().forEach(note -> text.lines.add("NOTE: " + note));
        return text.lines;
    }

    private void demanded(Demanded series) {
        lines.add("");
        lines.add(series.resource().name() + ": "
                + (Double.isNaN(series.measured())
                        ? "not measured now"
                        : Amount.of(series.measured(), series.resource()) + " now")
                + "; forecast by " + basis(series) + ".");
        Forecast forecast = series.forecast().forecast();
        lines.add("  ahead        expected     80 % of the time within");
        for (int step : shown(forecast.steps())) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-12s %-12s %s to %s",
                    SpanText.of(forecast.step().multipliedBy(step + 1L)),
                    Amount.of(forecast.mean(step), series.resource()),
                    Amount.of(forecast.quantileAt(0.1, step), series.resource()),
                    Amount.of(forecast.quantileAt(0.9, step), series.resource())));
        }
        lines.add("  " + evidence(series.forecast().evidence()));
    }

    /** The first, the last, and quarters. */
    private static Iterable<Integer> shown(int steps) {
        TreeSet<Integer> shown = new TreeSet<>();
        shown.add(0);
        for (int quarter = 1; quarter <= 4; quarter++) {
            shown.add(Math.max(0, steps * quarter / 4 - 1));
        }
        return shown;
    }

    private static String basis(Demanded series) {
        Basis basis = series.forecast().basis();
        return switch (basis) {
            case MODEL -> "a model of its own" + (series.model().isEmpty() ? "" : " (" + series.model() + ")");
            case GROUP -> "what it did so far and what VMs like it do, as too little is known of it";
            case BORROWED -> "what VMs like it went on to do, as too little is known of it";
            case LAST_VALUE -> "its last value, as nothing else is known";
            case PERSISTENCE -> "its last value, as its model was no better";
            case SEASONAL_NAIVE -> "its value of a season ago, as its model was no better";
            case LONG_RUN -> "the values of its past days, as its model was no better";
        };
    }

    static String evidence(Evidence evidence) {
        return switch (evidence) {
            case ENOUGH -> "Enough is known to decide on it.";
            case SOME -> "Enough is known to migrate it from a host that runs short, and not to save a host by it.";
            case LITTLE -> "Too little is known to decide on it; rules are mended.";
            case NONE -> "Nothing is decided on it.";
        };
    }

    private void together() {
        lines.add("");
        if (it.together().isEmpty()) {
            lines.add("No other VM is known to move with it.");
            return;
        }
        lines.add("Moves with:");
        it.together().stream().limit(MOST_TOGETHER).forEach(each -> lines.add("  " + together(each)));
        int more = it.together().size() - MOST_TOGETHER;
        if (more > 0) {
            lines.add("  and " + more + " more.");
        }
    }

    private String together(Dependence each) {
        return it.names().label(it.other(each)) + ", " + each.resource()
                + (each.isCoinciding() ? ": they peak together" : ": they take turns") + lag(each.lag())
                + certainty(each.correlation(), each.pValue());
    }

    private static String lag(Duration lag) {
        if (lag.isZero()) {
            return ", at the same time";
        }
        return lag.isNegative()
                ? ", it goes ahead by " + SpanText.of(lag.negated())
                : ", it follows by " + SpanText.of(lag);
    }

    private static String certainty(double correlation, double pValue) {
        String chance = pValue < LEAST_CHANCE ? "below 1e-9" : String.format(Locale.ROOT, "%.1g", pValue);
        return String.format(Locale.ROOT, " (correlation %.2f, by chance with probability %s)", correlation, chance);
    }

    private void outside() {
        if (it.outside().isEmpty()) {
            lines.add("No series from outside is known to move with it.");
            return;
        }
        lines.add("Series from outside:");
        for (OutsideDependence each : it.outside()) {
            boolean isGiven = it.known().stream()
                    .anyMatch(known -> known.isActivity() && known.name().equals(each.series()));
            lines.add("  " + each.series() + ", " + each.resource() + ": "
                    + (each.correlation() > 0 ? "rises with it" : "falls as it rises")
                    + (each.isLeading()
                            ? ", " + SpanText.of(each.lag()) + " later"
                            : each.lag().isZero()
                                    ? ", at the same time"
                                    : ", and goes ahead of it by "
                                            + SpanText.of(each.lag().negated()))
                    + certainty(each.correlation(), each.pValue())
                    + (isGiven ? "; its models are given it" : "; its models do without it") + ".");
        }
    }

    private void events() {
        List<Known> events =
                it.known().stream().filter(each -> !each.isActivity()).toList();
        if (events.isEmpty()) {
            lines.add("No announced event concerns it.");
            return;
        }
        lines.add("Announced events:");
        for (Known each : events) {
            lines.add("  " + each.name()
                    + (each.next().isNegative()
                            ? ": none within a day"
                            : String.format(
                                    Locale.ROOT,
                                    ": next in %s, at most of magnitude %.3g within a day",
                                    SpanText.of(each.next()),
                                    each.most()))
                    + ".");
        }
    }
}
