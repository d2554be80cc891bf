// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.stores;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import io.affinity.core.backtest.Contender;
import io.affinity.sources.Sources;
import io.affinity.sources.prometheus.settings.Measure;
import io.affinity.sources.prometheus.settings.PrometheusSettings;
import io.affinity.sources.prometheus.settings.StoreLimits;
import io.affinity.sources.prometheus.settings.VmLabel;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.VmId;
import io.affinity.spi.plugin.PluginException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Reads the past of many VMs from a real VictoriaMetrics, learns and forecasts it if asked, and says what that took of this process. */
public final class StoreHistoryBenchmark implements Benchmark {

    private static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY, Resource.NETWORK);

    /** Needs no settings. */
    public StoreHistoryBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        StoreHistoryOptions options = new StoreHistoryOptions();
        List<Contender> contenders;
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            options.check();
            contenders =
                    options.forecasters.stream().map(LearnedPast::contender).toList();
        } catch (CommandLine.ParameterException | PluginException | IllegalArgumentException e) {
            err.println("bench store-history: " + e.getMessage());
            return 2;
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        PastDemand past;
        try (LoadedStore store = LoadedStore.start()) {
            long begun = System.nanoTime();
            store.fill(options.vms, options.length(), options.seed);
            figures.put("fillSeconds", (System.nanoTime() - begun) / 1e9);
            past = read(store, options, figures);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
        contenders.forEach(contender -> LearnedPast.of(past, contender).addTo(figures));
        figures.forEach((name, value) -> out.printf(Locale.ROOT, "%-32s %,.2f%n", name, value));
        write(options.json, figures);
        return 0;
    }

    private static PastDemand read(LoadedStore store, StoreHistoryOptions options, Map<String, Double> figures) {
        HistoryRequest request = new HistoryRequest(
                IntStream.range(0, options.vms)
                        .mapToObj(vm -> new VmId(LoadedStore.name(vm)))
                        .toList(),
                RESOURCES,
                LoadedStore.START,
                StoreHistoryOptions.STEP,
                options.length());
        Cost cost = new Cost();
        PastDemand past =
                Sources.prometheus(settings(store, options), Clock.systemUTC()).history(request);
        cost.addTo(figures, "read");
        long present = 0;
        for (VmId vm : request.vms()) {
            for (Resource resource : RESOURCES.resources()) {
                present += past.series(vm, resource).present();
            }
        }
        figures.put("vms", (double) options.vms);
        figures.put("days", (double) options.days);
        figures.put("values", (double) present);
        figures.put("share", present / ((double) options.vms * RESOURCES.size() * options.length()));
        return past;
    }

    private static PrometheusSettings settings(LoadedStore store, StoreHistoryOptions options) {
        return PrometheusSettings.builder(store.url(), VmLabel.of("vm"))
                .measure(Resource.CPU, new Measure.Counter(List.of("cpu_seconds_total"), Set.of(), 1))
                .measure(Resource.MEMORY, new Measure.Gauge("memory_bytes", Set.of(), 1))
                .measure(Resource.NETWORK, new Measure.Counter(List.of("net_bytes_total"), Set.of(), 1))
                .limits(StoreLimits.builder()
                        .history(Duration.ofHours(23))
                        .query(Duration.ofMinutes(10))
                        .queriesAtOnce(options.queriesAtOnce)
                        .build())
                .build();
    }

    private static void write(@Nullable Path file, Map<String, Double> figures) throws IOException {
        if (file == null) {
            return;
        }
        try (JsonGenerator json =
                new JsonFactory().createGenerator(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            json.writeStartObject();
            for (Map.Entry<String, Double> figure : figures.entrySet()) {
                json.writeNumberField(figure.getKey(), figure.getValue());
            }
            json.writeEndObject();
        }
    }
}
