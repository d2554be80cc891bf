// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.stores;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * Stands before a Prometheus as Aetos does: with a token, it hands on GET of {@code /api/v1/query} with the parameters query, time and timeout, and
 * refuses everything else in Aetos' words. Thread-safe.
 */
public final class AetosFront implements AutoCloseable {

    private static final Set<String> KNOWN = Set.of("query", "time", "timeout");

    /** Of a line of a request, as Apache has it. */
    private static final int LONGEST = 8190;

    private final HttpServer server;
    private final URI prometheus;
    private final Predicate<String> isGood;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> tokens = new CopyOnWriteArrayList<>();

    private AetosFront(HttpServer server, URI prometheus, Predicate<String> isGood) {
        this.server = server;
        this.prometheus = prometheus;
        this.isGood = isGood;
    }

    /**
     * {@return a front of this Prometheus}
     *
     * @param isGood whether a token is taken
     */
    public static AetosFront before(URI prometheus, Predicate<String> isGood) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            AetosFront front = new AetosFront(server, prometheus, isGood);
            server.createContext("/prometheus/", front::handle);
            server.setExecutor(front.threads);
            server.start();
            return front;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/prometheus");
    }

    /** {@return the token of each question; empty for none} */
    public List<String> tokens() {
        return List.copyOf(tokens);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String token =
                    Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("X-Auth-Token"), "");
            tokens.add(token);
            String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
            List<String> unknown = Arrays.stream(query.split("&"))
                    .map(each -> each.replaceFirst("=.*", ""))
                    .filter(each -> !KNOWN.contains(each))
                    .toList();
            if (query.length() > LONGEST) {
                say(exchange, 414, "");
            } else if (!isGood.test(token)) {
                say(
                        exchange,
                        401,
                        "{\"error\":{\"code\":401,\"title\":\"Unauthorized\",\"message\":\"The request you have made"
                                + " requires authentication.\"}}");
            } else if (!exchange.getRequestURI().getPath().equals("/prometheus/api/v1/query")) {
                say(exchange, 404, "{\"error_message\":\"\"}");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                say(exchange, 405, "{\"error_message\":\"\"}");
            } else if (!unknown.isEmpty()) {
                say(exchange, 400, fault("Unknown argument: \\\"" + String.join(", ", unknown) + "\\\""));
            } else {
                handOn(exchange, query);
            }
        }
    }

    private void handOn(HttpExchange exchange, String query) throws IOException {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(prometheus + "/api/v1/query?" + query))
                            .build(),
                    BodyHandlers.ofString());
            boolean isDone = response.statusCode() == 200;
            String said = response.body().replaceAll(".*\"error\":\"((?:[^\"\\\\]|\\\\.)*)\".*", "$1");
            say(
                    exchange,
                    response.statusCode(),
                    isDone ? response.body() : fault("[" + response.statusCode() + "] " + said));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String fault(String text) {
        return "{\"error_message\":{\"faultcode\":\"Client\",\"faultstring\":\"" + text + "\",\"debuginfo\":null}}";
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
