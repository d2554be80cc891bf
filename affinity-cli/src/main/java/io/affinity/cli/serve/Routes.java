// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import io.affinity.cli.cluster.ClusterJson;
import io.affinity.cli.cluster.ClusterView;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is answered at which path. Thread-safe: all that it reads is immutable, or safe itself. */
final class Routes {

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Board board;
    private final Setting setting;
    private final Supplier<String> metrics;
    private final InstantSource clock;
    private final Page page = Page.load();
    private final ApprovalRequest approvals;
    private final Map<String, Function<Request, Response>> read = new LinkedHashMap<>();

    /** @param metrics as text */
    Routes(Board board, Setting setting, Approvals approvals, Supplier<String> metrics, InstantSource clock) {
        this.board = board;
        this.setting = setting;
        this.metrics = metrics;
        this.clock = clock;
        this.approvals = new ApprovalRequest(setting, approvals, clock);
        PlanJson plan = new PlanJson(setting, approvals, clock);
        read.put("/", request -> page.response());
        read.put("/metrics", request -> Response.text(PROMETHEUS, this.metrics.get()));
        read.put("/health", request -> health());
        read.put("/ready", request -> ready());
        read.put("/api/v1/status", request -> Response.json(200, status(board.last())));
        read.put("/api/v1/plan", request -> Response.json(200, json -> plan.write(board.last(), json)));
        read.put("/api/v1/history", request -> Response.json(200, json -> HistoryJson.write(board.last(), json)));
        read.put("/api/v1/hosts", request -> Response.json(200, json -> HostsJson.write(board.last(), setting, json)));
        read.put(
                "/api/v1/forecast",
                request -> ForecastJson.answer(board.last(), request.query().get("vm")));
    }

    Response answer(Request request) {
        if (request.path().equals(ApprovalRequest.PATH)) {
            return request.method().equals("POST")
                    ? approvals.answer(board.last(), request.body())
                    : Response.refused(405, "POST is needed here.").with("Allow", "POST");
        }
        Function<Request, Response> answer = read.get(request.path());
        if (answer == null) {
            return Response.refused(404, "There is " + String.join(", ", read.keySet()) + ".");
        }
        return request.method().equals("GET") || request.method().equals("HEAD")
                ? answer.apply(request)
                : Response.refused(405, "This can only be read.").with("Allow", "GET, HEAD");
    }

    private String status(Snapshot last) {
        StringWriter out = new StringWriter();
        ClusterView view = last.view();
        try {
            if (view == null) {
                ClusterJson.write(last.since(), setting.mode(), out);
            } else {
                ClusterJson.write(view, setting.mode(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    /** A cycle may take long, and a step may be missed; three in a row are too many. */
    private Duration patience() {
        return setting.step().multipliedBy(3).plusMinutes(1);
    }

    private Response health() {
        Duration age = Duration.between(board.last().endedAt(), clock.instant());
        boolean isWell = age.compareTo(patience()) <= 0;
        return Response.json(isWell ? 200 : 503, json -> {
            json.writeStringField("status", isWell ? "up" : "stuck");
            json.writeNumberField("lastCycleSeconds", age.toSeconds());
        });
    }

    private Response ready() {
        Snapshot last = board.last();
        Instant decided = last.decidedAt();
        boolean isRecent = Duration.between(decided, clock.instant()).compareTo(patience()) <= 0;
        String why = last.view() == null || decided.equals(last.since())
                ? "no cycle has had anything to decide on yet"
                : isRecent ? "" : "nothing was decided since " + decided;
        return Response.json(why.isEmpty() ? 200 : 503, json -> {
            json.writeBooleanField("ready", why.isEmpty());
            json.writeStringField("reason", why);
        });
    }
}
