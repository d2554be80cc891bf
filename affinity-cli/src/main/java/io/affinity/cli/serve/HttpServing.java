// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import io.affinity.cli.cluster.ClusterView;
import io.affinity.cli.cluster.LoopParts;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerListener;
import io.affinity.micrometer.RebalancerMetrics;
import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationJournal;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Shows a loop by HTTP. */
final class HttpServing implements Serving {

    private final Listening listening;
    private final Board board;
    private final Approvals approvals;
    private final PrometheusMeterRegistry registry;
    private final RebalancerMetrics metrics;
    private final WebServer server;

    private HttpServing(
            Listening listening, Board board, Approvals approvals, PrometheusMeterRegistry registry, WebServer server) {
        this.listening = listening;
        this.board = board;
        this.approvals = approvals;
        this.registry = registry;
        this.metrics = new RebalancerMetrics(registry);
        this.server = server;
    }

    static HttpServing begin(Listening listening, String mode, Duration step, InstantSource clock) {
        Board board = new Board(clock);
        Approvals approvals = new Approvals();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        Setting setting = new Setting(mode, step, listening.approvals(), listening.token() != null);
        Routes routes = new Routes(board, setting, approvals, registry::scrape, clock);
        return new HttpServing(listening, board, approvals, registry, WebServer.begin(listening, routes));
    }

    @Override
    public String where() {
        return listening.url(server.port());
    }

    @Override
    public LoopParts parts(RebalancerListener other) {
        RebalancerListener approved = new RebalancerListener() {
            @Override
            public void started(Migration migration) {
                approvals.started(migration);
            }
        };
        List<Gate> gates = listening.approvals() ? List.of(approvals) : List.of();
        return new LoopParts(RebalancerListener.all(other, metrics, approved, board), gates, LoadedContention.MODEL);
    }

    @Override
    public MigrationJournal journal(MigrationJournal journal, Consumer<Consumer<JournalEntry>> earlier) {
        return board.reading(journal, earlier);
    }

    @Override
    public void watch(Rebalancer rebalancer) {
        metrics.watch(rebalancer);
        board.watch(rebalancer);
    }

    @Override
    public void show(ClusterView view) {
        board.show(view);
    }

    @Override
    public void close() {
        server.close();
        registry.close();
    }
}
