// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import io.affinity.sources.prometheus.query.QueryException.Cure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/** Why there is no answer, and what may help. */
final class Refusal {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int MOST_SHOWN = 300;

    /** What servers say of questions whose parts they may well answer. */
    private static final List<String> TOO_MUCH =
            List.of("too many samples", "maximum resolution", "-search.max", "too many points", "too large");

    private Refusal() {}

    /** {@return why a status that is no success was given} */
    static QueryException of(int status, HttpHeaders headers, String error) {
        String text = "it answers with status " + status + (error.isEmpty() ? "" : ": " + shown(error));
        if (status >= 300 && status < 400) {
            return new QueryException(
                    Cure.NONE,
                    text + "; it sends to (" + headers.firstValue("location").orElse("")
                            + "), and is not followed there. Its own address must be named");
        }
        return switch (status) {
            case 401, 403 -> new QueryException(Cure.NONE, text + "; whoever asks must be allowed to");
            case 404 -> new QueryException(Cure.NONE, text + "; the URL must be what comes before /api/v1");
            case 429, 500, 502, 503, 504 -> new QueryException(Cure.RETRY, text, wait(headers));
            default -> new QueryException(isTooMuch(status, error) ? Cure.SPLIT : Cure.NONE, text);
        };
    }

    private static boolean isTooMuch(int status, String error) {
        return status == 413
                || status == 414
                || status == 431
                || TOO_MUCH.stream().anyMatch(error.toLowerCase(Locale.ROOT)::contains);
    }

    private static Duration wait(HttpHeaders headers) {
        String seconds = headers.firstValue("retry-after").orElse("");
        return seconds.matches("[0-9]{1,6}")
                ? Duration.ofSeconds(Math.min(Long.parseLong(seconds), LONGEST_WAIT.toSeconds()))
                : Duration.ZERO;
    }

    /** {@return why there is no response at all} */
    static QueryException of(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof QueryException query) {
                return query;
            } else if (each instanceof SSLException) {
                return new QueryException(Cure.NONE, "no safe connection is agreed on: " + each.getMessage());
            } else if (each instanceof UnresolvedAddressException) {
                return new QueryException(Cure.RETRY, "its host name is not known");
            }
        }
        if (cause instanceof HttpTimeoutException) {
            return new QueryException(Cure.RETRY, "it does not answer in time");
        } else if (cause instanceof ConnectException) {
            return new QueryException(Cure.RETRY, "nobody is there to connect to");
        } else if (cause instanceof IOException) {
            return new QueryException(Cure.RETRY, "the connection broke: " + cause.getMessage());
        }
        return new QueryException(Cure.NONE, "asking it failed: " + cause);
    }

    private static String shown(String error) {
        String line = error.replaceAll("\\p{Cntrl}", " ");
        return line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "..." : line;
    }
}
