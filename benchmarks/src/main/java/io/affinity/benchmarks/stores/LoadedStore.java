// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.stores;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A VictoriaMetrics of its own, on the loopback, in a temporary folder; ended and removed in any case. */
final class LoadedStore implements AutoCloseable {

    static final Instant START = Instant.parse("2024-03-01T00:00:00Z");

    private static final int VMS_AT_ONCE = 20;
    private static final int ATTEMPTS = 1_200;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final Process process;
    private final URI url;
    private final Thread hook = new Thread(this::end);

    private LoadedStore(Path folder, Process process, URI url) {
        this.folder = folder;
        this.process = process;
        this.url = url;
    }

    static LoadedStore start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("affinity-store");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        "victoria-metrics",
                        "-storageDataPath=" + folder.resolve("data"),
                        "-retentionPeriod=100y",
                        "-httpListenAddr=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        LoadedStore store = new LoadedStore(folder, process, URI.create("http://127.0.0.1:" + port));
        Runtime.getRuntime().addShutdownHook(store.hook);
        for (int i = 0; i < ATTEMPTS && process.isAlive() && !store.isReady(); i++) {
            Thread.sleep(PAUSE.toMillis());
        }
        return store;
    }

    private boolean isReady() throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(url.resolve("/health")).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    URI url() {
        return url;
    }

    /** Puts the samples of all VMs into the store, and waits until they can be read. */
    void fill(int vms, int length, long seed) throws IOException, InterruptedException {
        for (int from = 0; from < vms; from += VMS_AT_ONCE) {
            StringBuilder text = new StringBuilder();
            for (int vm = from; vm < Math.min(vms, from + VMS_AT_ONCE); vm++) {
                append(text, vm, length, new SplittableRandom(seed + vm));
            }
            send(HttpRequest.newBuilder(url.resolve("/api/v1/import/prometheus"))
                    .POST(BodyPublishers.ofString(text.toString()))
                    .build());
        }
        send(HttpRequest.newBuilder(url.resolve("/internal/force_flush")).build());
    }

    private static void append(StringBuilder text, int vm, int length, SplittableRandom random) {
        String labels = "{vm=\"" + name(vm) + "\"} ";
        double seconds = 0;
        double bytes = 0;
        for (int i = 0; i < length; i++) {
            // Scrapes do not come at the places of the grid.
            long at = START.toEpochMilli() + i * StoreHistoryOptions.STEP.toMillis() - random.nextInt(20_000);
            seconds += Math.round(random.nextDouble() * 60_000) / 100.0;
            bytes += random.nextInt(1_000_000_000);
            text.append("cpu_seconds_total")
                    .append(labels)
                    .append(seconds)
                    .append(' ')
                    .append(at)
                    .append('\n');
            text.append("memory_bytes")
                    .append(labels)
                    .append(random.nextInt(1 << 30))
                    .append(' ')
                    .append(at)
                    .append('\n');
            text.append("net_bytes_total")
                    .append(labels)
                    .append(bytes)
                    .append(' ')
                    .append(at)
                    .append('\n');
        }
    }

    static String name(int vm) {
        return "vm-" + vm;
    }

    private void send(HttpRequest request) throws IOException, InterruptedException {
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(request.uri() + ": " + response.statusCode() + " " + response.body());
        }
    }

    private void end() {
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : List.copyOf(files.sorted(Comparator.reverseOrder()).toList())) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("bench store-history: the folder " + folder + " is not removed: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        end();
    }
}
