package io.affinity.benchmarks.chaos;

import io.affinity.benchmarks.chaos.world.World;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Heap and disk, once a day. */
final class Growth {

    private static final int DAYS_OF_MONTH = 30;
    private static final int PRINTED_EACH = 10;
    private static final double MB = 1e6;
    private static final int COLLECTIONS = 4;

    /** Until then the past, which is kept for some days, fills up. */
    private static final int SETTLED = 10;

    private final PrintStream out;
    private final List<Day> days = new ArrayList<>();

    /** What there was at the end of a day, in bytes. */
    record Day(int number, double heap, double disk, int vms) {}

    Growth(PrintStream out) {
        this.out = out;
    }

    void day(World world) {
        Day day = new Day(
                (int) world.time().sinceStart().toDays(),
                heap(),
                world.disk().used(),
                world.vms().size());
        days.add(day);
        if (day.number() % PRINTED_EACH == 0) {
            out.printf(
                    "day %3d: %.1f MB of heap, %.2f MB of disk, %d VMs%n",
                    day.number(), day.heap() / MB, day.disk() / MB, day.vms());
        }
    }

    /** {@return what is left by collections: what one of them finds dead by way of references goes with a later one} */
    private static double heap() {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
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
