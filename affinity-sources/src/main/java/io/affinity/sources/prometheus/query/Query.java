// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a server is asked. Immutable. */
public sealed interface Query {

    /** {@return the expression} */
    String expression();

    /** {@return the end of the address below {@code /api/v1/}} */
    String path();

    /** {@return the parameters, as the API calls them} */
    Map<String, String> parameters();

    /**
     * {@return the same as a question about one instant}
     *
     * @throws QueryException if there is none
     */
    At atOnce() throws QueryException;

    /**
     * The values of an expression at one instant, or the raw samples of a range that ends there.
     *
     * @param at whole milliseconds
     */
    record At(String expression, Instant at) implements Query {

        @Override
        public String path() {
            return "query";
        }

        @Override
        public Map<String, String> parameters() {
            return Query.parameters("query", expression, "time", seconds(at.toEpochMilli()));
        }

        @Override
        public At atOnce() {
            return this;
        }
    }

    /**
     * The values of an expression on a grid.
     *
     * @param start the first instant, whole milliseconds
     * @param step whole milliseconds, positive
     * @param length number of instants, positive
     */
    record Range(String expression, Instant start, Duration step, int length) implements Query {

        @Override
        public String path() {
            return "query_range";
        }

        @Override
        public Map<String, String> parameters() {
            long first = start.toEpochMilli();
            return Query.parameters(
                    "query",
                    expression,
                    "start",
                    seconds(first),
                    "end",
                    seconds(first + step.toMillis() * (length - 1L)),
                    "step",
                    seconds(step.toMillis()));
        }

        /**
         * {@inheritDoc}
         *
         * <p>A subquery, which has values for the multiples of its step since 1970 that are in its range. Whether the beginning of that is one of
         * them depends on the version of Prometheus, so that it is a little before the first instant.
         */
        @Override
        public At atOnce() throws QueryException {
            if (length == 1) {
                return new At(expression, start);
            }
            long millis = step.toMillis();
            if (start.toEpochMilli() % millis != 0) {
                throw new QueryException(
                        QueryException.Cure.NONE,
                        "it is not asked, as it has values for multiples of a step since 1970 only, and those from "
                                + start + " on by " + step + " are none");
            }
            long range = millis * (length - 1L);
            return new At(
                    "(" + expression + ")[" + (range + 1) + "ms:" + millis + "ms]",
                    Instant.ofEpochMilli(start.toEpochMilli() + range));
        }
    }

    private static Map<String, String> parameters(String... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return parameters;
    }

    private static String seconds(long millis) {
        return Math.floorDiv(millis, 1000L) + "." + (1000 + Math.floorMod(millis, 1000L) + "").substring(1);
    }
}
