// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.affinity.cli.config.ConfigException;
import io.affinity.cli.output.OutputFile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers by HTTP. The server of the JDK, as a few pages and a scrape every fifteen seconds need no other one, and none has to be
 * shipped, updated and explained. Few threads, short texts, and nobody is waited for: whoever is slow to ask or to read is cut off.
 */
final class WebServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    private static final int THREADS = 4;
    private static final int WAITING = 64;
    private static final int MOST_BODY = 4096;

    /** They are read once, when the first server of the process is made; whoever started the process may have said otherwise. */
    private static final Map<String, String> LIMITS = Map.of(
            "sun.net.httpserver.maxReqTime", "10",
            "sun.net.httpserver.maxRspTime", "30",
            "sun.net.httpserver.idleInterval", "30",
            "sun.net.httpserver.maxIdleConnections", "32",
            "sun.net.httpserver.maxReqHeaders", "64",
            "jdk.httpserver.maxConnections", "128");

    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store");

    private final HttpServer server;
    private final ExecutorService threads;
    private final Access access;
    private final Routes routes;

    private WebServer(HttpServer server, ExecutorService threads, Access access, Routes routes) {
        this.server = server;
        this.threads = threads;
        this.access = access;
        this.routes = routes;
    }

    /** @throws ConfigException if the address cannot be had */
    static WebServer begin(Listening listening, Routes routes) {
        LIMITS.forEach((name, value) -> System.getProperties().putIfAbsent(name, value));
        HttpServer server = bound(listening);
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(WAITING),
                work -> {
                    Thread thread = new Thread(work, "affinity-serve-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                // The server cuts off whoever is not answered in time.
                new ThreadPoolExecutor.DiscardPolicy());
        WebServer web = new WebServer(server, threads, new Access(listening), routes);
        server.setExecutor(threads);
        server.createContext("/", web::handle);
        server.start();
        return web;
    }

    private static HttpServer bound(Listening listening) {
        try {
            SSLContext tls = listening.tls();
            if (tls == null) {
                return HttpServer.create(listening.address().resolved(), WAITING);
            }
            HttpsServer server = HttpsServer.create(listening.address().resolved(), WAITING);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            return server;
        } catch (IOException e) {
            throw new ConfigException(
                    "The address " + listening.address() + " cannot be listened at: " + OutputFile.reason(e)
                            + ". Another program may have the port; --listen HOST:PORT names another one.",
                    e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Response response = response(exchange);
            HEADERS.forEach(exchange.getResponseHeaders()::set);
            response.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", response.type());
            byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
            boolean isHead = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(response.status(), isHead ? -1 : body.length);
            if (!isHead) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                }
            }
        }
    }

    private Response response(HttpExchange exchange) {
        URI uri = exchange.getRequestURI();
        String path = uri.getPath() == null ? "" : uri.getPath();
        Response refusal = access.refusal(
                path,
                exchange.getRequestHeaders().getFirst("Host"),
                exchange.getRequestHeaders().getFirst("Authorization"));
        if (refusal != null) {
            return refusal;
        }
        try {
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY + 1);
            if (body.length > MOST_BODY) {
                return Response.refused(413, "A request may have " + MOST_BODY + " bytes.");
            }
            return routes.answer(Request.of(
                    exchange.getRequestMethod(), path, uri.getRawQuery(), new String(body, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Response.refused(400, "The request cannot be understood: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.warn("A request for {} could not be answered.", path, e);
            return Response.refused(500, "That could not be answered; the log says why.");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
