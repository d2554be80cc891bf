// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.tiny;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.compute.Placement;
import io.affinity.openstack.http.Caller;
import io.affinity.openstack.identity.Session;
import io.affinity.openstack.settings.CallLimits;
import io.affinity.openstack.settings.CloudAccess;
import io.affinity.openstack.settings.Credentials;
import io.affinity.openstack.settings.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Answers at the paths of Keystone, Nova and Placement over HTTP, on loopback: with a token and a catalog to begin with, and otherwise with what a test
 * has said. What nobody has said anything of is 404. Thread-safe.
 */
public final class TinyCloud implements AutoCloseable {

    /** A moment of Keystone's own, for tokens. */
    public static final String ISSUED = "2031-05-01T10:00:00.000000Z";

    static {
        // Otherwise each answer waits for 40 ms for what the other side has to say.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final Duration MAXIMUM = Duration.ofSeconds(20);

    /** An answer. */
    public record Answer(int status, String body, Map<String, String> headers) {
        public static Answer of(String body) {
            return new Answer(200, body, Map.of());
        }

        public static Answer status(int status, String body) {
            return new Answer(status, body, Map.of());
        }

        public Answer with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Answer(status, body, more);
        }
    }

    /** What was asked. */
    public record Asked(String method, String path, String query, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Function<Asked, Answer>> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private volatile long delayMillis;

    private TinyCloud(HttpServer server) {
        this.server = server;
        token("RegionOne", "2031-05-01T11:00:00.000000Z");
        say("/compute/v2.1/", "{\"version\":{\"id\":\"v2.1\",\"version\":\"2.93\",\"min_version\":\"2.1\"}}");
        say("/placement/", "{\"versions\":[{\"id\":\"v1.0\",\"max_version\":\"1.39\",\"min_version\":\"1.0\"}]}");
    }

    public static TinyCloud start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TinyCloud cloud = new TinyCloud(server);
            server.createContext("/", cloud::handle);
            server.setExecutor(cloud.threads);
            server.start();
            return cloud;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Has Keystone give tokens with services in one region. */
    public void token(String region, String expires) {
        answers.put(
                "/identity/v3/auth/tokens",
                request -> Answer.status(
                                201,
                                "{\"token\":{\"user\":{\"id\":\"u1\"},\"issued_at\":\"" + ISSUED
                                        + "\",\"expires_at\":\""
                                        + expires + "\",\"catalog\":["
                                        + service("compute", region, root() + "/compute/v2.1") + ","
                                        + service("placement", region, root() + "/placement") + "]}}")
                        .with("X-Subject-Token", "token-" + tokens.incrementAndGet()));
    }

    private static String service(String type, String region, String url) {
        return "{\"type\":\"" + type + "\",\"endpoints\":[{\"interface\":\"public\",\"region_id\":\"" + region
                + "\",\"url\":\"" + url + "\"}]}";
    }

    /** Says the same each time. */
    public void say(String path, String body) {
        answer(path, request -> Answer.of(body));
    }

    public void answer(String path, Function<Asked, Answer> answer) {
        answers.put(path, answer);
    }

    /** Lets each answer take so long. */
    public void delay(Duration delay) {
        delayMillis = delay.toMillis();
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** {@return how often a path was asked for that begins so} */
    public long count(String beginning) {
        return asked.stream().filter(each -> each.path().startsWith(beginning)).count();
    }

    public void forget() {
        asked.clear();
    }

    public CloudAccess access() {
        return CloudAccess.of(
                URI.create(root() + "/identity"),
                new Credentials.Password(
                        Credentials.Named.of("ann", "Default"),
                        Secret.of("shibboleth"),
                        new Credentials.Scope.Project(Credentials.Named.of("admin", "Default"))));
    }

    /** {@return a session that repeats nothing slowly} */
    public Session session() {
        return session(limits(), access());
    }

    public static CallLimits limits() {
        return new CallLimits(MAXIMUM, 3, Duration.ofMillis(1), 8, 1000, 64 << 20);
    }

    public static Session session(CallLimits limits, CloudAccess access) {
        return new Session(access, new Caller(limits, null), System::nanoTime);
    }

    public Nova nova() {
        return new Nova(session());
    }

    public Placement placement() {
        return new Placement(session());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked request = request(exchange);
            asked.add(request);
            Answer answer = answers.getOrDefault(
                            request.path(), other -> Answer.status(404, "{\"error\":{\"message\":\"no such path\"}}"))
                    .apply(request);
            Thread.sleep(delayMillis);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Asked request(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        URI address = exchange.getRequestURI();
        return new Asked(
                exchange.getRequestMethod(),
                address.getPath(),
                Objects.requireNonNullElse(address.getQuery(), ""),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** {@return paths and queries of what was asked, in order} */
    public List<String> paths() {
        List<String> paths = new ArrayList<>();
        asked.forEach(each -> paths.add(each.path() + (each.query().isEmpty() ? "" : "?" + each.query())));
        return paths;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
