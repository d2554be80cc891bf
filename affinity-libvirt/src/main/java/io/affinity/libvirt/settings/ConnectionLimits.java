// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.settings;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How long a host is waited for.
 *
 * @param call after which an ordinary call is given up and the connection is cut off; positive
 * @param opening after which an attempt to connect is given up; positive
 * @param keepAliveInterval between two questions for a sign of life while a call is under way; whole seconds, at least 1
 * @param keepAliveCount unanswered questions after which libvirt itself closes the connection; at least 1
 * @param firstRetry wait after the first failed attempt to connect; doubles with each further one; positive
 * @param longestRetry which the wait never exceeds; at least {@code firstRetry}
 * @param abandonedThreads that may be stuck in calls to one host before no further attempt is made; at least 1
 */
public record ConnectionLimits(
        Duration call,
        Duration opening,
        Duration keepAliveInterval,
        int keepAliveCount,
        Duration firstRetry,
        Duration longestRetry,
        int abandonedThreads) {

    /** Ten seconds for anything; silence is noticed after 5 x 3 seconds; retries after 1 to 60 seconds. */
    public static final ConnectionLimits DEFAULT = new ConnectionLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            3,
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            4);

    private static final int MOST_DAYS = 365;

    public ConnectionLimits {
        positive("limit of a call", call);
        positive("limit of opening a connection", opening);
        positive("first wait before a retry", firstRetry);
        positive("longest wait before a retry", longestRetry);
        positive("keep-alive interval", keepAliveInterval);
        if (!keepAliveInterval.equals(keepAliveInterval.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException("The keep-alive interval (" + keepAliveInterval
                    + ") must be a whole number of seconds, and at least one.");
        }
        if (keepAliveCount < 1 || abandonedThreads < 1) {
            throw new IllegalArgumentException("The keep-alive count (" + keepAliveCount
                    + ") and the number of abandoned threads (" + abandonedThreads + ") must be at least 1.");
        }
        if (longestRetry.compareTo(firstRetry) < 0) {
            throw new IllegalArgumentException("The longest wait before a retry (" + longestRetry
                    + ") must not be shorter than the first (" + firstRetry + ").");
        }
    }

    private static void positive(String thing, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("The " + thing + " (" + value + ") must be positive.");
        }
        if (value.toDays() > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "The " + thing + " (" + value + ") must be at most " + MOST_DAYS + " days.");
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

    /** Changes some of the settings, which mean what the record says of them. Not thread-safe. */
    public static final class Builder {

        private Duration call;
        private Duration opening;
        private Duration keepAliveInterval;
        private int keepAliveCount;
        private Duration firstRetry;
        private Duration longestRetry;
        private int abandonedThreads;

        private Builder(ConnectionLimits from) {
            call = from.call;
            opening = from.opening;
            keepAliveInterval = from.keepAliveInterval;
            keepAliveCount = from.keepAliveCount;
            firstRetry = from.firstRetry;
            longestRetry = from.longestRetry;
            abandonedThreads = from.abandonedThreads;
        }

        public Builder call(Duration value) {
            call = value;
            return this;
        }

        public Builder opening(Duration value) {
            opening = value;
            return this;
        }

        public Builder keepAliveInterval(Duration value) {
            keepAliveInterval = value;
            return this;
        }

        public Builder keepAliveCount(int value) {
            keepAliveCount = value;
            return this;
        }

        public Builder firstRetry(Duration value) {
            firstRetry = value;
            return this;
        }

        public Builder longestRetry(Duration value) {
            longestRetry = value;
            return this;
        }

        public Builder abandonedThreads(int value) {
            abandonedThreads = value;
            return this;
        }

        /**
         * {@return the settings}
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public ConnectionLimits build() {
            return new ConnectionLimits(
                    call, opening, keepAliveInterval, keepAliveCount, firstRetry, longestRetry, abandonedThreads);
        }
    }
}
