// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.settings;

import java.time.Duration;

/**
 * How long a metrics store is waited for, and how much is asked of it at once.
 *
 * @param query after which one query is given up, its answer included; positive
 * @param demand after which a question for current demand is given up, all its queries and retries included; positive, and less
 *     than a step
 * @param history the same of a question for the past
 * @param retries of a query that failed for a moment; 0 to 10
 * @param firstRetry wait before the first retry; doubles with each further one; positive
 * @param queriesAtOnce that the store is given at the same time; 1 to 64
 * @param pointsPerSeries of one query, 2 to 11,000, which is the most that Prometheus answers
 * @param pointsPerQuery about how many values one query may ask for, all series together; at least {@code pointsPerSeries}
 * @param responseBytes more than which an answer is not read, and asked for again in parts; 1 kB to 1 GB
 */
public record StoreLimits(
        Duration query,
        Duration demand,
        Duration history,
        int retries,
        Duration firstRetry,
        int queriesAtOnce,
        int pointsPerSeries,
        int pointsPerQuery,
        long responseBytes) {

    /** 30 seconds for a query, 20 for demand, two minutes for the past; two retries from half a second on; two queries at once. */
    public static final StoreLimits DEFAULT = new StoreLimits(
            Duration.ofSeconds(30),
            Duration.ofSeconds(20),
            Duration.ofMinutes(2),
            2,
            Duration.ofMillis(500),
            2,
            10_000,
            500_000,
            64L << 20);

    private static final int MOST_POINTS = 11_000;
    private static final int MOST_RETRIES = 10;
    private static final int MOST_QUERIES = 64;
    private static final long LEAST_BYTES = 1_000;
    private static final long MOST_BYTES = 1_000_000_000;

    public StoreLimits {
        positive("time for a query", query);
        positive("time for demand", demand);
        positive("time for the past", history);
        positive("first wait before a retry", firstRetry);
        within("number of retries", retries, 0, MOST_RETRIES);
        within("number of queries at once", queriesAtOnce, 1, MOST_QUERIES);
        within("number of points of a series", pointsPerSeries, 2, MOST_POINTS);
        within("number of points of a query", pointsPerQuery, pointsPerSeries, Integer.MAX_VALUE);
        within("size of a response in bytes", responseBytes, LEAST_BYTES, MOST_BYTES);
    }

    private static void positive(String thing, Duration value) {
        if (value.isNegative() || value.isZero() || value.toDays() >= 1) {
            throw new IllegalArgumentException(
                    "The " + thing + " (" + value + ") must be positive, and less than a day.");
        }
    }

    private static void within(String thing, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "The " + thing + " (" + value + ") must be from " + least + " to " + most + ".");
        }
    }

    /** Starts from {@link #DEFAULT}. */
    public static Builder builder() {
        return DEFAULT.toBuilder();
    }

    /** Starts from these. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Changes some of the limits, which mean what the record says of them. Not thread-safe. */
    public static final class Builder {

        private Duration query;
        private Duration demand;
        private Duration history;
        private int retries;
        private Duration firstRetry;
        private int queriesAtOnce;
        private int pointsPerSeries;
        private int pointsPerQuery;
        private long responseBytes;

        private Builder(StoreLimits from) {
            query = from.query;
            demand = from.demand;
            history = from.history;
            retries = from.retries;
            firstRetry = from.firstRetry;
            queriesAtOnce = from.queriesAtOnce;
            pointsPerSeries = from.pointsPerSeries;
            pointsPerQuery = from.pointsPerQuery;
            responseBytes = from.responseBytes;
        }

        public Builder query(Duration value) {
            query = value;
            return this;
        }

        public Builder demand(Duration value) {
            demand = value;
            return this;
        }

        public Builder history(Duration value) {
            history = value;
            return this;
        }

        public Builder retries(int value) {
            retries = value;
            return this;
        }

        public Builder firstRetry(Duration value) {
            firstRetry = value;
            return this;
        }

        public Builder queriesAtOnce(int value) {
            queriesAtOnce = value;
            return this;
        }

        public Builder pointsPerSeries(int value) {
            pointsPerSeries = value;
            return this;
        }

        public Builder pointsPerQuery(int value) {
            pointsPerQuery = value;
            return this;
        }

        public Builder responseBytes(long value) {
            responseBytes = value;
            return this;
        }

        /**
         * {@return the limits}
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public StoreLimits build() {
            return new StoreLimits(
                    query,
                    demand,
                    history,
                    retries,
                    firstRetry,
                    queriesAtOnce,
                    pointsPerSeries,
                    pointsPerQuery,
                    responseBytes);
        }
    }
}
