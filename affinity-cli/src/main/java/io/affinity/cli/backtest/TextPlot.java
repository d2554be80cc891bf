// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import io.affinity.core.backtest.BacktestData;
import io.affinity.spi.forecast.Forecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What was and what is forecast, in characters: time to the right, demand up. */
public final class TextPlot {

    private static final int WIDTH = 64;
    private static final int HEIGHT = 12;

    /** As much of the past is shown as of the future, and this many steps at least. */
    private static final int LEAST_PAST = 12;

    private final Style style;
    private final char[][] cells = new char[HEIGHT][];
    private final double low;
    private final double high;

    /** Which characters stand for what. */
    public enum Style {
        /** For terminals that show more than ASCII. */
        SHADES('•', '░', '▒', '█', '│', '─'),
        ASCII('o', '.', ':', '#', '|', '-');

        private final char past;
        private final char outer;
        private final char inner;
        private final char middle;
        private final char upright;
        private final char level;

        Style(char past, char outer, char inner, char middle, char upright, char level) {
            this.past = past;
            this.outer = outer;
            this.inner = inner;
            this.middle = middle;
            this.upright = upright;
            this.level = level;
        }

        /** {@return all of them} */
        public String characters() {
            return "" + past + outer + inner + middle + upright + level;
        }
    }

    private TextPlot(Style style, int columns, double low, double high) {
        this.style = style;
        this.low = low;
        this.high = high;
        for (int row = 0; row < HEIGHT; row++) {
            cells[row] = new char[columns];
            Arrays.fill(cells[row], ' ');
        }
    }

    /** {@return the lines of a plot of the end of what is known of a VM, and its forecast} */
    static List<String> of(BacktestData data, int vm, Forecast forecast, Style style) {
        int horizon = forecast.steps();
        int shown = Math.min(data.steps(), Math.max(horizon, LEAST_PAST));
        int bin = (shown + horizon + WIDTH - 1) / WIDTH;
        double[] past = means(data, vm, shown, bin);
        int future = (horizon + bin - 1) / bin;
        double low = 0;
        double high = 0;
        for (double value : past) {
            low = Math.min(low, Double.isNaN(value) ? low : value);
            high = Math.max(high, Double.isNaN(value) ? high : value);
        }
        for (int step = 0; step < horizon; step++) {
            low = Math.min(low, NextText.interval95(forecast, step)[0]);
            high = Math.max(high, NextText.interval95(forecast, step)[1]);
        }
        TextPlot plot = new TextPlot(style, past.length + 1 + future, low, high > low ? high : low + 1);
        plot.drawPast(past);
        plot.drawFuture(past.length, forecast, bin);
        return plot.lines(data, shown, past.length, horizon);
    }

    private static double[] means(BacktestData data, int vm, int shown, int bin) {
        double[] means = new double[(shown + bin - 1) / bin];
        for (int column = 0; column < means.length; column++) {
            // Bins end at the origin, so that only the first may be short.
            int to = data.steps() - (means.length - 1 - column) * bin;
            double sum = 0;
            int count = 0;
            for (int step = Math.max(data.steps() - shown, to - bin); step < to; step++) {
                double value = data.value(vm, step);
                sum += Double.isNaN(value) ? 0 : value;
                count += Double.isNaN(value) ? 0 : 1;
            }
            means[column] = sum / count;
        }
        return means;
    }

    private void drawPast(double[] past) {
        for (int column = 0; column < past.length; column++) {
            if (!Double.isNaN(past[column])) {
                cells[row(past[column])][column] = style.past;
            }
        }
    }

    private void drawFuture(int origin, Forecast forecast, int bin) {
        for (char[] row : cells) {
            row[origin] = style.upright;
        }
        for (int step = 0; step < forecast.steps(); step += bin) {
            int column = origin + 1 + step / bin;
            int middle = Math.min(forecast.steps() - 1, step + bin / 2);
            shade(column, NextText.interval95(forecast, middle), style.outer);
            shade(column, NextText.interval80(forecast, middle), style.inner);
            cells[row(NextText.median(forecast, middle))][column] = style.middle;
        }
    }

    private void shade(int column, double[] ends, char shade) {
        for (int row = row(ends[1]); row <= row(ends[0]); row++) {
            cells[row][column] = shade;
        }
    }

    /** {@return the row of a value, 0 for the highest} */
    private int row(double value) {
        double share = (high - value) / (high - low);
        return (int) Math.max(0, Math.min(HEIGHT - 1, Math.round(share * (HEIGHT - 1))));
    }

    private List<String> lines(BacktestData data, int shown, int pastColumns, int horizon) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < HEIGHT; row++) {
            boolean isLabeled = row == 0 || row == HEIGHT - 1 || row == HEIGHT / 2;
            double value = high - (high - low) * row / (HEIGHT - 1);
            String label = isLabeled ? FigureText.quantity(value) : "";
            lines.add((pad(label) + " " + style.upright + widened(cells[row], pastColumns)).stripTrailing());
        }
        int width = widened(cells[0], pastColumns).length();
        lines.add(pad("") + " " + style.upright + String.valueOf(style.level).repeat(width));
        String first = NextText.time(data.timeOf(data.steps() - shown));
        String last = NextText.time(data.timeOf(data.steps() + horizon - 1));
        int gap = Math.max(2, width - first.length() - last.length());
        lines.add(pad("") + "  " + first + " ".repeat(gap) + last);
        lines.add(pad("") + "  " + style.past + " what was   " + style.middle + " median   " + style.inner + " 80 %   "
                + style.outer + " 95 %   " + (pastColumns > 0 ? style.upright + " now" : ""));
        return lines;
    }

    /** {@return the row, in which a step takes several characters where there is room for it} */
    private static String widened(char[] row, int origin) {
        int wide = Math.max(1, WIDTH / row.length);
        StringBuilder wider = new StringBuilder();
        for (int column = 0; column < row.length; column++) {
            wider.append(String.valueOf(row[column]).repeat(column == origin ? 1 : wide));
        }
        return wider.toString();
    }

    private static String pad(String label) {
        return " ".repeat(Math.max(0, 9 - label.length())) + label;
    }
}
