// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.stores;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Metrics that a store may scrape. */
public final class Exporter implements AutoCloseable {

    private final HttpServer server;

    private Exporter(HttpServer server) {
        this.server = server;
    }

    /** {@return an exporter that says this each time} */
    public static Exporter of(Supplier<String> metrics) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/metrics", exchange -> {
                byte[] text = metrics.get().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
                exchange.sendResponseHeaders(200, text.length);
                exchange.getResponseBody().write(text);
                exchange.close();
            });
            server.start();
            return new Exporter(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String hostAndPort() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
