// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an address of http or https has, asked for again when it says that it may have changed ({@code Cache-Control: max-age}) and handed on
 * when it has ({@code ETag}, {@code Last-Modified}; RFC 9110, 9111).
 */
final class HttpDocument implements Document {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONGEST_AGE = Duration.ofDays(1);
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[\\s,])max-age=\"?([0-9]{1,9})");
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final URI address;
    private final InstantSource clock;
    private final HttpClient client;
    private Instant freshUntil = Instant.MIN;
    private String tag = "";
    private String modified = "";

    HttpDocument(URI address, InstantSource clock) {
        this.address = address;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /** Without what may be a password. */
    @Override
    public String place() {
        String authority = address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
        return address.getScheme() + "://" + authority + address.getPath();
    }

    @Override
    public String identity() {
        return address.toString();
    }

    @Override
    public @Nullable String readIfChanged() throws IOException {
        if (clock.instant().isBefore(freshUntil)) {
            return null;
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(PATIENCE).GET();
        if (!tag.isEmpty()) {
            request.header("If-None-Match", tag);
        } else if (!modified.isEmpty()) {
            request.header("If-Modified-Since", modified);
        }
        try {
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return inTime(response, body);
            }
        } catch (HttpTimeoutException e) {
            throw new IOException("it does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("reading it was interrupted", e);
        }
    }

    /** The time limit of a request ends with the head of the answer. */
    private @Nullable String inTime(HttpResponse<InputStream> response, InputStream body) throws IOException {
        AtomicBoolean isLate = new AtomicBoolean();
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                () -> {
                    isLate.set(true);
                    close(body);
                },
                CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        try {
            return text(response, body);
        } catch (IOException e) {
            throw isLate.get() ? new IOException("it does not come to an end", e) : e;
        } finally {
            end.cancel(true);
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable String text(HttpResponse<InputStream> response, InputStream body) throws IOException {
        if (response.statusCode() == NOT_MODIFIED && !(tag.isEmpty() && modified.isEmpty())) {
            freshUntil = clock.instant().plus(age(response));
            return null;
        }
        if (response.statusCode() != OK) {
            throw new IOException("it answers with status " + response.statusCode());
        }
        String text = Utf8.text(body);
        tag = response.headers().firstValue("ETag").orElse("");
        modified = response.headers().firstValue("Last-Modified").orElse("");
        freshUntil = clock.instant().plus(age(response));
        return text;
    }

    private static Duration age(HttpResponse<?> response) {
        Matcher said =
                MAX_AGE.matcher(response.headers().firstValue("Cache-Control").orElse(""));
        Duration age = said.find() ? Duration.ofSeconds(Long.parseLong(said.group(1))) : Duration.ZERO;
        return age.compareTo(LONGEST_AGE) > 0 ? LONGEST_AGE : age;
    }
}
