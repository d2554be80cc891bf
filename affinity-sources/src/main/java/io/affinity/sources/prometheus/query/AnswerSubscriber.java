// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a response as it comes in, and no more of it than is allowed. Of one that says why there is no answer, it keeps
 * what it says.
 */
final class AnswerSubscriber implements BodySubscriber<AnswerSubscriber.Body> {

    /** Enough to read why a server refuses. */
    private static final long MOST_OF_A_REFUSAL = 64 << 10;

    /** The series of an answer, or why there is none; empty if that was not said. */
    record Body(List<Series> series, String error) {}

    private final CompletableFuture<Body> body = new CompletableFuture<>();
    private final AnswerReader reader = new AnswerReader();
    private final boolean isAnswer;
    private final long mostBytes;
    private @Nullable Subscription subscription;
    private long bytes;

    AnswerSubscriber(boolean isAnswer, long mostBytes) {
        this.isAnswer = isAnswer;
        this.mostBytes = isAnswer ? mostBytes : Math.min(mostBytes, MOST_OF_A_REFUSAL);
    }

    @Override
    public CompletionStage<Body> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                take(buffer);
            }
            if (subscription != null && !body.isDone()) {
                subscription.request(1);
            }
        } catch (QueryException | RuntimeException e) {
            end(e);
        }
    }

    private void take(ByteBuffer buffer) throws QueryException {
        bytes += buffer.remaining();
        if (bytes > mostBytes) {
            throw new QueryException(
                    QueryException.Cure.SPLIT, "its answer is longer than the (" + mostBytes + ") bytes that are read");
        }
        reader.feed(buffer);
    }

    private void end(Exception failure) {
        if (subscription != null) {
            subscription.cancel();
        }
        if (isAnswer) {
            body.completeExceptionally(failure);
        } else {
            body.complete(new Body(List.of(), reader.error()));
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        if (!isAnswer) {
            body.complete(new Body(List.of(), reader.error()));
            return;
        }
        try {
            body.complete(new Body(reader.end(), ""));
        } catch (QueryException | RuntimeException e) {
            body.completeExceptionally(e);
        }
    }
}
