// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import io.affinity.sources.activity.ActivityReader;
import io.affinity.sources.activity.Samples;
import io.affinity.sources.prometheus.query.Answer;
import io.affinity.sources.prometheus.query.Query;
import io.affinity.sources.prometheus.query.QueryException;
import io.affinity.sources.prometheus.query.QueryPart;
import io.affinity.sources.prometheus.query.QueryRounds;
import io.affinity.sources.prometheus.query.Series;
import io.affinity.sources.prometheus.settings.StoreQuery;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The values of one expression in a metrics store, on a grid from 1970 on: all of the past when it is first read, then what is new.
 * Belongs to one thread at a time, and blocks it no longer than the limits of a question for the past say.
 *
 * <p>A store that does not answer, or answers with several series or something else than was asked for, is a
 * {@link io.affinity.spi.inventory.TelemetryException}. Values that are not finite are missing.
 */
public final class StoreActivity implements ActivityReader {

    /** What a store takes in late is asked for again. */
    private static final int OVERLAP = 12;

    private final StoreQuery query;
    private final Duration step;
    private final Duration past;
    private final Clock clock;
    private final QueryRounds rounds;
    private Samples known = Samples.NONE;

    StoreActivity(StoreQuery query, Duration step, Duration past, Clock clock, LongSupplier nanoTime) {
        this.query = query;
        this.step = step;
        this.past = past;
        this.clock = clock;
        this.rounds = new QueryRounds(query.access(), query.limits(), nanoTime);
    }

    /**
     * {@return a reader of this expression; nothing is asked yet}
     *
     * @param step of the grid, that of the loop: whole milliseconds, positive
     * @param past how far back it is asked for, positive
     * @param clock nothing is later than now by it
     */
    public static StoreActivity of(StoreQuery query, Duration step, Duration past, Clock clock) {
        if (step.toMillis() < 1 || !step.equals(Duration.ofMillis(step.toMillis())) || past.compareTo(step) < 0) {
            throw new IllegalArgumentException("The step (" + step + ") must be whole milliseconds, and the past ("
                    + past + ") at least as long.");
        }
        return new StoreActivity(query, step, past, clock, System::nanoTime);
    }

    @Override
    public String place() {
        return query.access().url().toString();
    }

    @Override
    public Samples read() {
        long millis = step.toMillis();
        long last = Math.floorDiv(clock.millis(), millis);
        long oldest = last - past.dividedBy(step) + 1;
        long from = known.size() == 0 ? oldest : Math.max(oldest, known.newest() / millis - OVERLAP);
        Map<Long, Double> read = new HashMap<>();
        if (from <= last) {
            Grid grid = new Grid(from * millis, millis, Math.toIntExact(last - from + 1));
            List<QueryPart> parts = new ArrayList<>();
            int most = query.limits().pointsPerSeries();
            for (int at = 0; at < grid.length(); at += most) {
                parts.add(new Part(grid, at, Math.min(most, grid.length() - at), read));
            }
            rounds.ask(parts, query.limits().history());
        }
        known = known.since(oldest * millis, Samples.of(read));
        return known;
    }

    /** Some places of the grid. */
    private final class Part implements QueryPart {

        private final Grid grid;
        private final int from;
        private final int count;
        private final Map<Long, Double> into;

        Part(Grid grid, int from, int count, Map<Long, Double> into) {
            this.grid = grid;
            this.from = from;
            this.count = count;
            this.into = into;
        }

        @Override
        public Query query() {
            return new Query.Range(query.expression(), grid.instant(from), grid.distance(), count);
        }

        @Override
        public List<QueryPart> halves() {
            int half = count / 2;
            return half == 0
                    ? List.of()
                    : List.of(new Part(grid, from, half, into), new Part(grid, from + half, count - half, into));
        }

        @Override
        public void take(Answer answer) throws QueryException {
            if (answer.series().size() > 1) {
                throw new QueryException(
                        QueryException.Cure.NONE,
                        "it has " + answer.series().size()
                                + " series, and must have one; sum(...) makes one of several");
            }
            for (Series series : answer.series()) {
                for (int i = 0; i < series.length(); i++) {
                    grid.place(series.time(i), from, count);
                    if (Double.isFinite(series.value(i))) {
                        into.put(series.time(i), series.value(i));
                    }
                }
            }
        }
    }
}
