// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import com.sun.net.httpserver.HttpServer;
import io.affinity.sources.stores.SampleText;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An exporter of VMs that demand the same all the time, but for one that grows busy in the last quarter of each season: what it counted before and what it counts now are of one
 * function of time.
 */
final class ScheduledLoad implements AutoCloseable {

    static final Duration SEASON = Duration.ofMinutes(10);
    static final Duration PEAK = Duration.ofSeconds(150);

    private static final String CPU = "libvirt_domain_info_cpu_time_seconds_total";
    private static final String MEMORY = "libvirt_domain_info_memory_usage_bytes";
    private static final long SEASONS_BEFORE = 12;

    private final Map<String, Double> calm = new LinkedHashMap<>();
    private final Instant firstPeak;
    private final String busy;
    private final double busyCores;
    private final HttpServer server;

    /**
     * @param calm the cores that each VM demands outside of the peak
     * @param firstPeak when the next one begins
     */
    ScheduledLoad(Map<String, Double> calm, String busy, double busyCores, Instant firstPeak) throws IOException {
        this.calm.putAll(calm);
        this.busy = busy;
        this.busyCores = busyCores;
        this.firstPeak = firstPeak;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] text = now().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, text.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(text);
            }
        });
        server.start();
    }

    String hostAndPort() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private double seconds(Instant at) {
        Instant begin = firstPeak.minus(SEASON.multipliedBy(SEASONS_BEFORE + 1));
        return Duration.between(begin, at).toMillis() / 1000.0;
    }

    /** {@return the CPU seconds that a VM has used since the series began} */
    private double used(String vm, Instant at) {
        double elapsed = seconds(at);
        double cores = calm.get(vm);
        if (!vm.equals(busy)) {
            return elapsed * cores;
        }
        // Peaks begin with each season of this clock.
        double seasons = Math.floor(elapsed / SEASON.toSeconds());
        double within = Math.min(elapsed - seasons * SEASON.toSeconds(), PEAK.toSeconds());
        double inPeaks = seasons * PEAK.toSeconds() + within;
        return elapsed * cores + inPeaks * (busyCores - cores);
    }

    private String now() {
        Instant now = Instant.now();
        StringBuilder text = new StringBuilder("# TYPE " + CPU + " counter\n");
        calm.keySet().forEach(vm -> text.append(CPU + "{uuid=\"" + vm + "\"} " + used(vm, now) + "\n"));
        text.append("# TYPE " + MEMORY + " gauge\n");
        calm.keySet().forEach(vm -> text.append(MEMORY + "{uuid=\"" + vm + "\"} 4e8\n"));
        return text.toString();
    }

    /** {@return what it would have said in the last two hours, each ten seconds} */
    SampleText past() {
        SampleText text = new SampleText();
        Instant now = Instant.now();
        for (Instant at = now.minus(SEASON.multipliedBy(SEASONS_BEFORE - 1));
                at.isBefore(now);
                at = at.plusSeconds(10)) {
            for (String vm : calm.keySet()) {
                text.add(CPU, SampleText.labels("uuid", vm), at.toEpochMilli(), used(vm, at));
                text.add(MEMORY, SampleText.labels("uuid", vm), at.toEpochMilli(), 4e8);
            }
        }
        return text;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
