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
    private @Nullable CompletableFuture<HttpResponse<AnswerSubscriber.Body>> response;
    private long deadline = Long.MAX_VALUE;

    /** @param notBefore by the clock of intervals */
    Attempt(QueryPart part, int failures, long notBefore) {
        this.part = part;
        this.failures = failures;
        this.notBefore = notBefore;
    }

    QueryPart part() {
        return part;
    }

    int failures() {
        return failures;
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
