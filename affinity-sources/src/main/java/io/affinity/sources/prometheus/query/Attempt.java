// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A part that is to be asked, or is being asked. Belongs to one thread. */
final class Attempt {

    private final QueryPart part;
    private final int failures;
    private final long notBefore;
    private final boolean hasNewToken;
    private @Nullable CompletableFuture<HttpResponse<AnswerSubscriber.Body>> response;
    private long deadline = Long.MAX_VALUE;

    private Attempt(QueryPart part, int failures, long notBefore, boolean hasNewToken) {
        this.part = part;
        this.failures = failures;
        this.notBefore = notBefore;
        this.hasNewToken = hasNewToken;
    }

    static Attempt first(QueryPart part) {
        return new Attempt(part, 0, 0, false);
    }

    /**
     * {@return the next, after one more failure}
     *
     * @param next by the clock of intervals
     */
    Attempt again(long next) {
        return new Attempt(part, failures + 1, next, hasNewToken);
    }

    /** {@return the same with another token, which is no failure of the store} */
    Attempt withNewToken() {
        return new Attempt(part, failures, notBefore, true);
    }

    QueryPart part() {
        return part;
    }

    int failures() {
        return failures;
    }

    boolean hasNewToken() {
        return hasNewToken;
    }

    long notBefore() {
        return notBefore;
    }

    void begin(CompletableFuture<HttpResponse<AnswerSubscriber.Body>> asked, long until) {
        response = asked;
        deadline = until;
    }

    /** {@return until when an answer is waited for} */
    long deadline() {
        return deadline;
    }

    void cancel() {
        if (response != null) {
            response.cancel(true);
        }
    }
}
