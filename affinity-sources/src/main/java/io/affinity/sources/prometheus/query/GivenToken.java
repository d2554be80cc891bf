// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import io.affinity.sources.prometheus.settings.TokenSource;
import io.affinity.spi.inventory.TelemetryException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Has a token given by another thread, so that whoever asks waits for no longer than it may. */
final class GivenToken {

    private GivenToken() {}

    /** @throws QueryException if none is given, or none in time */
    static String of(TokenSource tokens, Duration time) throws QueryException {
        CompletableFuture<String> coming = new CompletableFuture<>();
        Thread giver = new Thread(
                () -> {
                    try {
                        coming.complete(tokens.token());
                    } catch (RuntimeException e) {
                        coming.completeExceptionally(e);
                    }
                },
                "affinity-token");
        giver.setDaemon(true);
        giver.start();
        try {
            String token = coming.get(time.toNanos(), TimeUnit.NANOSECONDS);
            if (Authorization.isOneLine(token)) {
                return token;
            }
            throw none("it is not of one line");
        } catch (TimeoutException e) {
            throw none("none came in time");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TelemetryException refused) {
                throw none(String.valueOf(refused.getMessage()).replaceFirst("\\.$", ""));
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw none("waiting for it was interrupted");
        }
    }

    private static QueryException none(String why) {
        return new QueryException(QueryException.Cure.NONE, "it is not asked, as there is no token for it: " + why);
    }
}
