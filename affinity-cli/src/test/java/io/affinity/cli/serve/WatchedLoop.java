// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import io.affinity.cli.cluster.ClusterView;
import io.affinity.cli.cluster.LoopParts;
import io.affinity.core.CycleReport;
import io.affinity.core.Mode;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerListener;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.forecast.Forecasters;
import io.affinity.simulation.SimulatedCluster;
import io.affinity.simulation.workload.DemandPattern;
import io.affinity.simulation.workload.DemandProfile;
import io.affinity.simulation.workload.GeneratedWorkload;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Vm;
import io.affinity.spi.telemetry.Observation;
import io.affinity.spi.telemetry.Telemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A loop in virtual time over a simulated cluster, with a real server that shows it. */
final class WatchedLoop implements AutoCloseable {

    static final Duration STEP = Duration.ofMinutes(5);

    private static final int LOOKS = 20;

    private static final int MOST_ENTRIES = 10_000;

    private static final Pattern MIGRATION = Pattern.compile(
            "\"vm\" : \"([^\"]+)\",\\s+\"name\" : \"[^\"]+\",\\s+\"source\" : \"([^\"]+)\",\\s+\"target\" : \"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final SimulatedCluster cluster;
    private final HttpServing serving;
    private final Rebalancer rebalancer;
    private @Nullable Demand seen;
    private boolean isWithinStep;

    private WatchedLoop(SimulatedCluster cluster, Listening listening, Mode mode, MigrationJournal journal) {
        this.cluster = cluster;
        this.serving = HttpServing.begin(listening, mode.name().toLowerCase(Locale.ROOT), STEP, cluster.clock());
        LoopParts parts = serving.parts(new RebalancerListener() {});
        this.rebalancer = Rebalancer.builder()
                .telemetry(Telemetry.of(cluster.inventory(), remembering(cluster.demand()), cluster.rules()))
                .migrator(cluster.migrator())
                .clock(cluster.clock())
                .mode(mode)
                .journal(serving.journal(
                        journal, taker -> journal.since(0, MOST_ENTRIES).forEach(line -> taker.accept(line.entry()))))
                .forecaster(Forecasters.holtWinters())
                .listener(parts.listener())
                .gates(parts.gates())
                .contention(parts.contention())
                .build();
        serving.watch(rebalancer);
    }

    /** Two hosts, the first of which is short by far. */
    static WatchedLoop ofTwoHosts(Listening listening, Mode mode) {
        return ofTwoHosts(listening, mode, new MemoryJournal());
    }

    /** The same, with a journal in which others have written. */
    static WatchedLoop ofTwoHosts(Listening listening, Mode mode, MigrationJournal journal) {
        List<Vm> vms = vms("web", 8, 4);
        GeneratedWorkload workload = workload(288)
                .group("web", DemandProfile.of(new DemandPattern.Level(0.75)), vms)
                .build();
        Host first = Host.of("a", 16, 64e9);
        Fleet.Builder fleet = Fleet.builder(workload.start()).host(first).host(Host.of("b", 16, 64e9));
        vms.forEach(vm -> fleet.vm(vm, first.id()));
        return new WatchedLoop(new SimulatedCluster(fleet.build(), workload), listening, mode, journal);
    }

    /** Eight hosts before noon, some of which will be short then. */
    static WatchedLoop ofEightHosts(Listening listening, Mode mode) {
        List<Vm> web = vms("web", 26, 4);
        List<Vm> night = vms("report", 10, 4);
        List<Vm> db = vms("db", 8, 8);
        GeneratedWorkload workload = workload(864)
                .group("web", profile(0.2, new DemandPattern.DailyCycle(13, 0.75, 2, 0.5)), web)
                .group("report", profile(0.15, new DemandPattern.DailyCycle(2, 0.7, 2, 1)), night)
                .group("db", profile(0.3, new DemandPattern.DailyCycle(12, 0.3, 1, 2)), db)
                .build();
        Fleet.Builder fleet = Fleet.builder(workload.start());
        for (int h = 1; h <= 8; h++) {
            fleet.host(Host.of("node-" + h, 24, 192e9));
        }
        List<Vm> all = new ArrayList<>(web);
        all.addAll(night);
        all.addAll(db);
        for (int v = 0; v < all.size(); v++) {
            int host = v < web.size() ? 1 + v / 7 : 1 + v % 8;
            fleet.vm(all.get(v), new HostId("node-" + host));
        }
        return new WatchedLoop(new SimulatedCluster(fleet.build(), workload), listening, mode, new MemoryJournal());
    }

    private static GeneratedWorkload.Builder workload(int history) {
        return GeneratedWorkload.builder(Instant.parse("2026-01-07T09:00:00Z"), 288)
                .history(history)
                .seed(7);
    }

    private static DemandProfile profile(double level, DemandPattern cycle) {
        return DemandProfile.of(
                new DemandPattern.Level(level), cycle, new DemandPattern.Noise(0.04, Duration.ofMinutes(20)));
    }

    private static List<Vm> vms(String name, int count, int cores) {
        List<Vm> vms = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            vms.add(Vm.of(name + "-" + i, cores, 2e9 * cores));
        }
        return vms;
    }

    static Listening open() {
        return new Listening(new ListenAddress("127.0.0.1", 0), null, null, false);
    }

    private DemandSource remembering(DemandSource demand) {
        return new DemandSource() {
            @Override
            public String name() {
                return demand.name();
            }

            @Override
            public Demand demand(Inventory inventory) {
                seen = demand.demand(inventory);
                return seen;
            }

            @Override
            public PastDemand history(HistoryRequest request) {
                return demand.history(request);
            }
        };
    }

    private void show() {
        CycleReport report = rebalancer.cycle();
        Fleet fleet = report.fleet();
        serving.show(new ClusterView(report, fleet == null || seen == null ? null : Observation.of(fleet, seen)));
    }

    /** Goes to the end of so many steps, and looks after migrations in between. */
    WatchedLoop run(int cycles) {
        for (int i = 0; i < cycles; i++) {
            if (!isWithinStep) {
                show();
            }
            for (int look = 0; look < LOOKS; look++) {
                cluster.pass(STEP.dividedBy(LOOKS));
                rebalancer.advance();
            }
            isWithinStep = false;
        }
        return this;
    }

    /** One cycle, and no time passes after it. */
    WatchedLoop cycle() {
        show();
        isWithinStep = true;
        return this;
    }

    /** Approves of the first migrations of the plan. */
    WatchedLoop approve(int count, String... headers) throws IOException, InterruptedException {
        Matcher planned = MIGRATION.matcher(get("api/v1/plan", headers).body());
        for (int i = 0; i < count && planned.find(); i++) {
            String body = "{\"vm\":\"" + planned.group(1) + "\",\"source\":\"" + planned.group(2) + "\",\"target\":\""
                    + planned.group(3) + "\"}";
            HttpResponse<String> response = post("api/v1/approvals", body, headers);
            if (response.statusCode() != 202) {
                throw new AssertionError(response.body());
            }
        }
        return this;
    }

    Fleet fleet() {
        return cluster.fleet();
    }

    String url() {
        return serving.where();
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofMinutes(2)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        serving.close();
    }
}
