// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import io.affinity.sources.prometheus.settings.StoreAccess;
import io.affinity.sources.prometheus.settings.StoreAccess.Credentials.KeystoneToken;
import io.affinity.sources.prometheus.settings.StoreLimits;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks a server over HTTP, one query at a time; waits for nothing. Belongs to one thread. */
final class StoreClient {

    private static final int SUCCESS = 200;
    private static final int UNAUTHORIZED = 401;

    private final StoreAccess access;
    private final StoreLimits limits;
    private @Nullable HttpClient http;

    StoreClient(StoreAccess access, StoreLimits limits) {
        this.access = access;
        this.limits = limits;
    }

    URI url() {
        return access.url();
    }

    /**
     * Asks; cancelling what is returned ends the connection.
     *
     * @param time for which a token is waited for
     * @return fails with what {@link Refusal} makes a {@link QueryException} of
     * @throws QueryException if a file that is needed to ask cannot be used, or no token is given
     */
    CompletableFuture<HttpResponse<AnswerSubscriber.Body>> ask(Query query, Duration time) throws QueryException {
        return client().sendAsync(
                        request(query, time),
                        response -> new AnswerSubscriber(response.statusCode() == SUCCESS, limits.responseBytes()));
    }

    /** {@return what a response says} */
    Answer answer(HttpResponse<AnswerSubscriber.Body> response) throws QueryException {
        if (response.statusCode() != SUCCESS) {
            QueryException refusal = Refusal.of(
                    response.statusCode(), response.headers(), response.body().error());
            if (response.statusCode() == UNAUTHORIZED && access.credentials() instanceof KeystoneToken keystone) {
                response.request().headers().firstValue(Authorization.KEYSTONE).ifPresent(keystone.tokens()::refused);
                throw new QueryException(QueryException.Cure.NEW_TOKEN, String.valueOf(refusal.getMessage()));
            }
            throw refusal;
        }
        return new Answer(response.body().series(), serverTime(response.headers()));
    }

    private static @Nullable Instant serverTime(HttpHeaders headers) {
        try {
            return headers.firstValue("date")
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .orElse(null);
        } catch (DateTimeException e) {
            // It did not say.
            return null;
        }
    }

    private HttpRequest request(Query query, Duration time) throws QueryException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder().timeout(limits.query()).header("Accept", "application/json");
        switch (access.api()) {
            case PROMETHEUS -> posted(query, request);
            case AETOS -> {
                Query.At once = query.atOnce();
                request.uri(address(once, "?" + form(once.parameters()))).GET();
            }
        }
        Authorization authorization = Authorization.of(access.credentials(), time);
        if (authorization != null) {
            request.header(authorization.header(), authorization.value());
        }
        return request.build();
    }

    /**
     * By POST, as the names of many VMs are too long for an address. Without {@code nocache}, VictoriaMetrics moves a grid to multiples of its step.
     */
    private void posted(Query query, HttpRequest.Builder request) {
        Map<String, String> parameters = new LinkedHashMap<>(query.parameters());
        parameters.put("nocache", "1");
        request.uri(address(query, ""))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(parameters)));
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private URI address(Query query, String end) {
        String base = access.url().toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/api/v1/" + query.path() + end);
    }

    /** HTTP/1.1, as one connection for each query under way is what servers limit. */
    private HttpClient client() throws QueryException {
        HttpClient made = http;
        if (made == null) {
            HttpClient.Builder builder = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(limits.query());
            if ("https".equals(access.url().getScheme())) {
                builder.sslContext(Tls.context(access));
            }
            made = builder.build();
            http = made;
        }
        return made;
    }
}
