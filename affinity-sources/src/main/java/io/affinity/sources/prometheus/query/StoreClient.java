// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import io.affinity.sources.prometheus.settings.StoreAccess;
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
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks a server over HTTP, one query at a time; waits for nothing. Belongs to one thread. */
final class StoreClient {

    private static final int SUCCESS = 200;

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
     * @return fails with what {@link Refusal} makes a {@link QueryException} of
     * @throws QueryException if a file that is needed to ask cannot be used
     */
    CompletableFuture<HttpResponse<AnswerSubscriber.Body>> ask(Query query) throws QueryException {
        return client().sendAsync(
                        request(query),
                        response -> new AnswerSubscriber(response.statusCode() == SUCCESS, limits.responseBytes()));
    }

    /** {@return what a response says} */
    static Answer answer(HttpResponse<AnswerSubscriber.Body> response) throws QueryException {
        if (response.statusCode() != SUCCESS) {
            throw Refusal.of(
                    response.statusCode(), response.headers(), response.body().error());
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

    /** By POST, as the names of many VMs are too long for an address. */
    private HttpRequest request(Query query) throws QueryException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(query))
                .timeout(limits.query())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(query.parameters().entrySet().stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))));
        String authorization = Authorization.of(access.credentials());
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }

    private URI address(Query query) {
        String base = access.url().toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/api/v1/" + query.path());
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
