// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.http;

import io.affinity.openstack.http.ApiException.Kind;
import io.affinity.openstack.json.Json;
import io.affinity.openstack.json.MalformedJsonException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says why a call has failed. */
final class Failures {

    private static final int MOST_SHOWN = 400;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private Failures() {}

    /** {@return why a status that is no success was given} */
    static ApiException of(Call call, int status, HttpHeaders headers, byte[] body) {
        String said = said(body);
        String text = who(call.address()) + " answers " + call.told() + " with status " + status
                + (said.isEmpty() ? "" : ": " + said);
        if (status >= 300 && status < 400) {
            return new ApiException(
                    Kind.SETTINGS,
                    text + "; it sends to (" + headers.firstValue("location").orElse("")
                            + "), and is not followed there. Its own address must be named");
        }
        return new ApiException(kind(status), status, pause(headers), text);
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 401 -> Kind.UNAUTHORIZED;
            case 403 -> Kind.FORBIDDEN;
            case 404 -> Kind.NOT_FOUND;
            case 409 -> Kind.CONFLICT;
            case 413, 429 -> Kind.TOO_MANY;
            default -> status >= 500 ? Kind.UNAVAILABLE : Kind.REFUSED;
        };
    }

    private static Duration pause(HttpHeaders headers) {
        String seconds = headers.firstValue("retry-after").orElse("");
        return seconds.matches("[0-9]{1,6}")
                ? Duration.ofSeconds(Math.min(Long.parseLong(seconds), LONGEST_PAUSE.toSeconds()))
                : Duration.ZERO;
    }

    /** Services wrap what they have to say in an object with one member, or in a list of errors. */
    private static String said(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            for (Map.Entry<String, Json> each : Json.parse(body).members().entrySet()) {
                Json told = each.getKey().equals("errors")
                        ? each.getValue().elements().get(0)
                        : each.getValue();
                text = told.at("message").text(told.at("detail").text(text));
            }
        } catch (MalformedJsonException | IndexOutOfBoundsException e) {
            // Not in the form that services have; then as it is.
        }
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip().replaceAll("\\.+$", "");
        return line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "..." : line;
    }

    /** {@return why there is no answer at all} */
    static ApiException of(Call call, Throwable failure, Duration waited) {
        String who = who(call.address());
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ApiException api) {
                return api.in(who);
            } else if (each instanceof SSLException) {
                return new ApiException(
                        Kind.SETTINGS,
                        "no safe connection to " + who + " is agreed on: " + each.getMessage()
                                + "; the certificates of its authority must be known, as by cacert");
            } else if (each instanceof UnresolvedAddressException) {
                return new ApiException(Kind.NOT_SENT, "the name of " + who + " is not known");
            } else if (each instanceof HttpConnectTimeoutException || each instanceof ConnectException) {
                return new ApiException(Kind.NOT_SENT, "nobody is there to connect to at " + who);
            } else if (each instanceof HttpTimeoutException || each instanceof TimeoutException) {
                return new ApiException(
                        Kind.NO_ANSWER,
                        who + " does not answer " + call.told() + " within " + waited.toSeconds() + " s");
            } else if (each instanceof IOException && each.getCause() == null) {
                return new ApiException(
                        Kind.NO_ANSWER,
                        "the connection to " + who + " broke at " + call.told() + ": " + each.getMessage());
            }
        }
        return new ApiException(Kind.NO_ANSWER, "asking " + who + " failed: " + failure);
    }

    private static String who(URI address) {
        return address.getScheme() + "://" + address.getAuthority();
    }
}
