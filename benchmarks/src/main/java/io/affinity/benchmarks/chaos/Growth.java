// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import io.affinity.benchmarks.chaos.world.World;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.management.JMException;
import javax.management.ObjectName;

/** Heap and disk, once a day. */
final class Growth {

    private static final int DAYS_OF_MONTH = 30;
    private static final int PRINTED_EACH = 10;
    private static final double MB = 1e6;

    /** By then all that is bounded is full, of which the account of what migrations gained fills last. */
    private static final int SETTLED = 30;

    private final PrintStream out;
    private final List<Day> days = new ArrayList<>();
    private double least = Double.POSITIVE_INFINITY;
    private long today;

    /** What there was on a day, in bytes; the virtual disk is not counted as heap. */
    record Day(int number, double heap, double disk, int vms) {}

    Growth(PrintStream out) {
        this.out = out;
    }

    /** Looks at what there is, several times a day, of which the least counts: what is only on its way to the disk is not kept. */
    void look(World world) {
        least = Math.min(least, heap() - world.disk().held());
        if (world.time().sinceStart().toDays() > today) {
            today = world.time().sinceStart().toDays();
            endOfDay(
                    new Day((int) today, least, world.disk().used(), world.vms().size()));
            least = Double.POSITIVE_INFINITY;
        }
    }

    private void endOfDay(Day day) {
        days.add(day);
        if (day.number() % PRINTED_EACH == 0) {
            out.printf(
                    "day %3d: %.1f MB of heap, %.2f MB of disk, %d VMs%n",
                    day.number(), day.heap() / MB, day.disk() / MB, day.vms());
        }
    }

    /** {@return what is alive, by a histogram of classes: what is used after a collection counts what it left dead in its place} */
    private static double heap() {
        try {
            String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            String[] total = histogram.strip().split("\\s+");
            return Double.parseDouble(total[total.length - 1]);
        } catch (JMException e) {
            throw new IllegalStateException("This JVM gives no histogram of its heap.", e);
        }
    }

    /** {@return by how much the heap grows in a month, as a share of its mean, by least squares; NaN if it was too short to tell} */
    double heapSlope() {
        return slope(Day::heap);
    }

    /** {@return the same of the disk} */
    double diskSlope() {
        return slope(Day::disk);
    }

    double mostDisk() {
        return days.stream().mapToDouble(Day::disk).max().orElse(Double.NaN);
    }

    private double slope(ToDoubleFunction<Day> what) {
        List<double[]> points = days.stream()
                .filter(day -> day.number() >= SETTLED)
                .map(day -> new double[] {day.number(), what.applyAsDouble(day)})
                .toList();
        double x = points.stream().mapToDouble(point -> point[0]).average().orElse(Double.NaN);
        double y = points.stream().mapToDouble(point -> point[1]).average().orElse(Double.NaN);
        double across = points.stream()
                .mapToDouble(point -> (point[0] - x) * (point[1] - y))
                .sum();
        double along = points.stream()
                .mapToDouble(point -> (point[0] - x) * (point[0] - x))
                .sum();
        return across / along * DAYS_OF_MONTH / y;
    }

    void print() {
        out.printf(
                "heap grows by %.2f %% a month, disk by %.2f %%, to %.2f MB at most%n",
                100 * heapSlope(), 100 * diskSlope(), mostDisk() / MB);
    }
}
