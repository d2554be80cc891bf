// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Utilization of every host in every time bucket: usage or demand over capacity, where 1 is full and more than 1 is
 * demand beyond capacity. NaN means that the host was off or asleep. Immutable and thread-safe.
 */
public final class HeatMap {
    private static final Duration LONE_BUCKET = Duration.ofHours(1);

    private final List<String> hosts;
    private final List<Instant> bucketStarts;
    private final float[] cells;

    private HeatMap(List<String> hosts, List<Instant> bucketStarts, float[] cells) {
        this.hosts = hosts;
        this.bucketStarts = bucketStarts;
        this.cells = cells;
    }

    /**
     * {@return a heat map of copied rows}
     *
     * @param hosts host names, unique, at least one
     * @param bucketStarts start of each bucket, strictly increasing, at least one; a bucket lasts until the next one,
     *     the last as long as the one before it (one hour if it is the only one)
     * @param rows utilization by host, then bucket; each value NaN or finite and not negative
     * @throws IllegalArgumentException if a list is empty, names repeat, buckets do not increase, or the rows have
     *     another shape or an illegal value
     */
    public static HeatMap of(List<String> hosts, List<Instant> bucketStarts, float[][] rows) {
        List<String> names = List.copyOf(hosts);
        List<Instant> starts = List.copyOf(bucketStarts);
        Require.that(!names.isEmpty(), "The hosts must hold at least one name.");
        Require.that(new HashSet<>(names).size() == names.size(), "The host names (%s) must be unique.", names);
        Require.that(!starts.isEmpty(), "The bucketStarts must hold at least one instant.");
        Require.increasing("bucket start", starts);
        Require.that(rows.length == names.size(), "The rows (%s) must be as many as hosts.", rows.length);
        float[] cells = new float[names.size() * starts.size()];
        for (int host = 0; host < rows.length; host++) {
            copyRow(names.get(host), rows[host], cells, host * starts.size(), starts.size());
        }
        return new HeatMap(names, starts, cells);
    }

    private static void copyRow(String host, float[] row, float[] cells, int offset, int buckets) {
        Require.that(row.length == buckets, "The row of host (%s) must have (%s) buckets.", host, buckets);
        for (int bucket = 0; bucket < buckets; bucket++) {
            float value = row[bucket];
            if (value < 0 || value == Float.POSITIVE_INFINITY) {
                throw new IllegalArgumentException("The utilization (" + value + ") of host (" + host
                        + ") must be NaN, or finite and not negative.");
            }
            cells[offset + bucket] = value;
        }
    }

    /** {@return the host names, one per row} */
    public List<String> hosts() {
        return hosts;
    }

    /** {@return the start of each bucket, strictly increasing} */
    public List<Instant> bucketStarts() {
        return bucketStarts;
    }

    /**
     * {@return the utilization, 1 = full, or NaN where the host was off}
     *
     * @param host row, 0 to the number of hosts - 1
     * @param bucket column, 0 to the number of buckets - 1
     * @throws IndexOutOfBoundsException if there is no such cell
     */
    public float utilization(int host, int bucket) {
        Objects.checkIndex(host, hosts.size());
        Objects.checkIndex(bucket, bucketStarts.size());
        return cells[host * bucketStarts.size() + bucket];
    }

    Instant start() {
        return bucketStarts.get(0);
    }

    Instant end() {
        int last = bucketStarts.size() - 1;
        Instant lastStart = bucketStarts.get(last);
        return lastStart.plus(last == 0 ? LONE_BUCKET : Duration.between(bucketStarts.get(last - 1), lastStart));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HeatMap that
                && hosts.equals(that.hosts)
                && bucketStarts.equals(that.bucketStarts)
                && Arrays.equals(cells, that.cells);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * hosts.hashCode() + bucketStarts.hashCode()) + Arrays.hashCode(cells);
    }

    @Override
    public String toString() {
        return "HeatMap[" + hosts.size() + " hosts x " + bucketStarts.size() + " buckets]";
    }
}
