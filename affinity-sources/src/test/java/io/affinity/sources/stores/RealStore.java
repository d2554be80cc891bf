// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A store that runs on the loopback, with a folder of its own; ended at the latest when this process ends. */
public final class RealStore implements AutoCloseable {

    /** Waiting ends when what is waited for happens; this is for machines that are busy with other things. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Which program it is. */
    public enum Kind {
        PROMETHEUS,
        VICTORIA_METRICS
    }

    private final Kind kind;
    private final Path folder;
    private final String scrapes;
    private Process process;
    private int port;
    private final Thread hook = new Thread(this::end);

    private RealStore(Kind kind, Path folder, String scrapes) {
        this.kind = kind;
        this.folder = folder;
        this.scrapes = scrapes;
    }

    /** {@return a store that has these samples} */
    public static RealStore with(Kind kind, SampleText samples) {
        return started(kind, samples, "");
    }

    /** {@return a Prometheus that scrapes an exporter each second} */
    public static RealStore scraping(String hostAndPort) {
        return scraping(hostAndPort, new SampleText());
    }

    /** {@return the same, which knows what was before} */
    public static RealStore scraping(String hostAndPort, SampleText past) {
        return started(
                Kind.PROMETHEUS,
                past,
                "scrape_configs: [{job_name: vms, scrape_interval: 1s, static_configs: [{targets: ['" + hostAndPort
                        + "']}]}]\n");
    }

    /**
     * {@return a Prometheus that scrapes a loop by the job affinity, waits ten seconds for an answer, and looks each second whether there is
     * cause for an alert}
     *
     * @param rules a file of alert rules
     */
    public static RealStore watching(String hostAndPort, Path rules) {
        return started(
                Kind.PROMETHEUS,
                new SampleText(),
                "global: {evaluation_interval: 1s}\nrule_files: ['" + rules.toAbsolutePath()
                        + "']\nscrape_configs: [{job_name: affinity, scrape_interval: 10s, static_configs: [{targets: ['"
                        + hostAndPort + "']}]}]\n");
    }

    private static RealStore started(Kind kind, SampleText samples, String scrapes) {
        try {
            RealStore store = new RealStore(kind, Files.createTempDirectory("affinity-store"), scrapes);
            Runtime.getRuntime().addShutdownHook(store.hook);
            try {
                store.fill(samples);
            } catch (RuntimeException | IOException e) {
                store.close();
                throw e;
            }
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill(SampleText samples) throws IOException {
        if (kind == Kind.PROMETHEUS) {
            Files.writeString(folder.resolve("prometheus.yml"), scrapes);
            Files.createDirectories(folder.resolve("data"));
            if (!samples.prometheus().isEmpty()) {
                Path text = Files.writeString(folder.resolve("samples.om"), samples.openMetrics());
                run("promtool", "tsdb", "create-blocks-from", "openmetrics", text.toString(), folder + "/data");
            }
            start();
        } else {
            start();
            post("/api/v1/import/prometheus", samples.prometheus());
            // What was imported can be asked for once it is flushed.
            get("/internal/force_flush");
        }
    }

    private void start() throws IOException {
        for (int attempt = 0; attempt < 5; attempt++) {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            process = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            process.getOutputStream().close();
            await("the store answers", () -> !process.isAlive() || isReady());
            if (process.isAlive()) {
                return;
            }
        }
        throw new IllegalStateException(kind + " does not start: " + Files.readString(folder.resolve("log")));
    }

    private List<String> command() {
        return kind == Kind.PROMETHEUS
                ? List.of(
                        "prometheus",
                        "--config.file=" + folder + "/prometheus.yml",
                        "--storage.tsdb.path=" + folder + "/data",
                        "--storage.tsdb.retention.time=100y",
                        "--web.listen-address=127.0.0.1:" + port)
                : List.of(
                        "victoria-metrics",
                        "-storageDataPath=" + folder + "/data",
                        "-retentionPeriod=100y",
                        "-httpListenAddr=127.0.0.1:" + port);
    }

    private boolean isReady() {
        try {
            return send(HttpRequest.newBuilder(uri(kind == Kind.PROMETHEUS ? "/-/ready" : "/health"))
                                    .build())
                            .statusCode()
                    == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** {@return its address} */
    public URI url() {
        return uri("");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** {@return what it answers to a question} */
    public String get(String path) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(uri(path)).build());
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private void post(String path, String body) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(uri(path))
                .POST(BodyPublishers.ofString(body))
                .build());
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
        }
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void run(String... words) throws IOException {
        Process tool = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("tool.log").toFile())
                .start();
        await(words[0], () -> !tool.isAlive());
        if (tool.exitValue() != 0) {
            throw new IllegalStateException(words[0] + ": " + Files.readString(folder.resolve("tool.log")));
        }
    }

    /** Waits until something is true, as a real world takes its time. */
    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Not within " + PATIENCE + ": " + what);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private void end() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    new ArrayList<>(files.sorted(Comparator.reverseOrder()).toList())) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        end();
    }
}
