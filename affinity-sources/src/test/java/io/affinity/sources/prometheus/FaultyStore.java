// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers as a test has it: what no real store can be made to do. */
final class FaultyStore implements AutoCloseable {

    /** Answers one question. */
    interface Handler {

        void answer(HttpExchange exchange, Map<String, String> parameters) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Map<String, String>> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile Handler handler;

    private FaultyStore(HttpServer server, Handler handler) {
        this.server = server;
        this.handler = handler;
    }

    static FaultyStore of(Handler handler) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FaultyStore store = new FaultyStore(server, handler);
            server.createContext("/", store::handle);
            server.setExecutor(store.threads);
            server.start();
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a server that says the same each time} */
    static FaultyStore saying(int status, String text) {
        return of((exchange, parameters) -> say(exchange, status, text));
    }

    /** {@return a server whose every result is this} */
    static FaultyStore answering(String type, String result) {
        return saying(200, success(type, result));
    }

    static String success(String type, String result) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":" + result + "}}";
    }

    static void say(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String asked = exchange.getRequestMethod().equals("GET")
                ? exchange.getRequestURI().getRawQuery()
                : body;
        for (String parameter : asked.split("&")) {
            String[] both = parameter.split("=", 2);
            parameters.put(both[0], URLDecoder.decode(both[1], StandardCharsets.UTF_8));
        }
        this.asked.add(parameters);
        handler.answer(exchange, parameters);
    }

    void handle(Handler other) {
        handler = other;
    }

    /** {@return the parameters of all questions} */
    List<Map<String, String>> asked() {
        return List.copyOf(asked);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
