// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import io.affinity.sources.prometheus.query.QueryException.Cure;
import io.affinity.sources.prometheus.settings.StoreLimits;
import io.affinity.spi.inventory.TelemetryException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Many queries, a few at a time. A query changes nothing, so that each may be asked again; it is, where the server may well answer in
 * a moment, after a wait that doubles. What is too much is divided.
 */
final class QueryRound implements AutoCloseable {

    private static final int MOST_SHOWN = 160;

    private final StoreClient client;
    private final StoreLimits limits;
    private final LongSupplier nanoTime;
    private final Duration time;
    private final long end;
    private final Deque<Attempt> waiting = new ArrayDeque<>();
    private final PriorityQueue<Attempt> delayed = new PriorityQueue<>(Comparator.comparingLong(Attempt::notBefore));
    private final Set<Attempt> underWay = new HashSet<>();
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private @Nullable QueryException lastFailure;

    private record Outcome(
            Attempt attempt,
            @Nullable HttpResponse<AnswerSubscriber.Body> response,
            @Nullable Throwable failure) {}

    QueryRound(StoreClient client, StoreLimits limits, LongSupplier nanoTime, Duration time) {
        this.client = client;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.time = time;
        this.end = nanoTime.getAsLong() + time.toNanos();
    }

    void run(List<? extends QueryPart> parts) {
        parts.forEach(part -> waiting.add(Attempt.first(part)));
        while (isOpen()) {
            begin();
            Outcome outcome = next();
            if (outcome != null && underWay.remove(outcome.attempt())) {
                take(outcome);
            }
            long now = nanoTime.getAsLong();
            if (now - end >= 0 && isOpen()) {
                throw timeOver();
            }
            List.copyOf(underWay).stream()
                    .filter(attempt -> now - attempt.deadline() >= 0)
                    .forEach(this::giveUp);
        }
    }

    private boolean isOpen() {
        return !waiting.isEmpty() || !delayed.isEmpty() || !underWay.isEmpty();
    }

    private TelemetryException timeOver() {
        String sentence = "The metrics store " + client.url() + " has not answered everything within " + time;
        QueryException failure = lastFailure;
        return failure == null
                ? new TelemetryException(sentence + ".")
                : new TelemetryException(sentence + "; one time, " + failure.getMessage() + ".", failure);
    }

    private void begin() {
        while (!delayed.isEmpty() && nanoTime.getAsLong() - delayed.peek().notBefore() >= 0) {
            waiting.addFirst(delayed.remove());
        }
        while (!waiting.isEmpty() && underWay.size() < limits.queriesAtOnce()) {
            begin(waiting.remove());
        }
    }

    private void begin(Attempt attempt) {
        try {
            var response =
                    client.ask(attempt.part().query(), Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong())));
            attempt.begin(response, nanoTime.getAsLong() + limits.query().toNanos());
            underWay.add(attempt);
            var unused = response.whenComplete((said, failure) -> outcomes.add(new Outcome(attempt, said, failure)));
        } catch (QueryException e) {
            failed(attempt, e);
        }
    }

    /** {@return what comes first, or null if it is time for something else} */
    private @Nullable Outcome next() {
        long now = nanoTime.getAsLong();
        long wait = end - now;
        for (Attempt attempt : underWay) {
            wait = Math.min(wait, attempt.deadline() - now);
        }
        if (!delayed.isEmpty() && underWay.size() < limits.queriesAtOnce()) {
            wait = Math.min(wait, delayed.peek().notBefore() - now);
        }
        try {
            return outcomes.poll(Math.max(0, wait), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TelemetryException("Asking the metrics store " + client.url() + " was interrupted.", e);
        }
    }

    private void take(Outcome outcome) {
        Attempt attempt = outcome.attempt();
        try {
            if (outcome.response() == null) {
                throw Refusal.of(outcome.failure() == null ? new IllegalStateException() : outcome.failure());
            }
            attempt.part().take(client.answer(outcome.response()));
        } catch (QueryException e) {
            failed(attempt, e);
        }
    }

    private void giveUp(Attempt attempt) {
        underWay.remove(attempt);
        attempt.cancel();
        failed(attempt, new QueryException(Cure.RETRY, "it does not answer within " + limits.query()));
    }

    private void failed(Attempt attempt, QueryException failure) {
        lastFailure = failure;
        if (failure.cure() == Cure.SPLIT) {
            List<? extends QueryPart> halves = attempt.part().halves();
            if (!halves.isEmpty()) {
                List<QueryPart> reversed = new ArrayList<>(halves);
                Collections.reverse(reversed);
                reversed.forEach(half -> waiting.addFirst(Attempt.first(half)));
                return;
            }
        }
        if (failure.cure() == Cure.NEW_TOKEN && !attempt.hasNewToken()) {
            waiting.addFirst(attempt.withNewToken());
            return;
        }
        if (failure.cure() != Cure.RETRY || attempt.failures() >= limits.retries()) {
            throw new TelemetryException(
                    "The metrics store " + client.url() + " gives no answer to ("
                            + shown(attempt.part().query().expression()) + "): " + failure.getMessage() + ".",
                    failure);
        }
        long wait = Math.max(failure.leastWait().toNanos(), limits.firstRetry().toNanos() << attempt.failures());
        delayed.add(attempt.again(nanoTime.getAsLong() + wait));
    }

    private static String shown(String expression) {
        return expression.length() > MOST_SHOWN ? expression.substring(0, MOST_SHOWN) + "..." : expression;
    }

    /** Whatever is still under way is of no use to anybody. */
    @Override
    public void close() {
        underWay.forEach(Attempt::cancel);
    }
}
