// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import io.affinity.sources.prometheus.query.Answer;
import io.affinity.sources.prometheus.query.Query;
import io.affinity.sources.prometheus.query.QueryException;
import io.affinity.sources.prometheus.query.QueryPart;
import io.affinity.sources.prometheus.query.Series;
import io.affinity.sources.prometheus.settings.Measure;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * The past of some VMs for one resource. It is put together of many answers, and let go of when the last of them has come. Belongs to
 * one thread.
 */
final class GridBatch {

    /** What is asked of a selector. */
    private enum Asked {
        VALUES,
        TIMES,
        RESETS
    }

    private final Measure measure;
    private final Selection selection;
    private final Owners owners;
    private final List<VmId> vms;
    private final Grid grid;
    private final long staleness;
    private final BiConsumer<VmId, double[]> result;
    private final List<Map<Map<String, String>, Readings>> readings = new ArrayList<>();
    private int open;

    /**
     * @param grid that begins one place before the first that is asked for
     * @param staleness in milliseconds
     * @param result is given what is known of each VM, place by place
     */
    GridBatch(
            Measure measure,
            Selection selection,
            Owners owners,
            List<VmId> vms,
            Grid grid,
            long staleness,
            BiConsumer<VmId, double[]> result) {
        this.measure = measure;
        this.selection = selection;
        this.owners = owners;
        this.vms = vms;
        this.grid = grid;
        this.staleness = staleness;
        this.result = result;
    }

    /** {@return the queries, of so many places at most each} */
    List<QueryPart> parts(int mostPlaces) {
        List<QueryPart> parts = new ArrayList<>();
        List<String> expressions = measure instanceof Measure.Counter counter
                ? counter.selectors()
                : List.of(((Measure.Gauge) measure).expression());
        for (int i = 0; i < expressions.size(); i++) {
            readings.add(new LinkedHashMap<>());
            for (Asked asked : measure instanceof Measure.Counter ? Asked.values() : new Asked[] {Asked.VALUES}) {
                for (int from = 0; from < grid.length(); from += mostPlaces) {
                    int count = Math.min(mostPlaces, grid.length() - from);
                    parts.add(new Part(i, expressions.get(i), asked, vms, from, count));
                }
            }
        }
        open = parts.size();
        return parts;
    }

    private String expression(String expression, Asked asked, List<VmId> some) {
        if (measure instanceof Measure.Gauge gauge) {
            String narrowed = selection.narrowed(expression, gauge.isPlain(), some);
            return gauge.isPlain() ? "last_over_time(" + narrowed + "[" + staleness + "ms])" : narrowed;
        }
        String selector = selection.narrowed(expression, true, some);
        return switch (asked) {
            case VALUES -> selector;
            case TIMES -> "timestamp(" + selector + ")";
            // Back to the oldest sample that the place before may have been given by.
            case RESETS -> "resets(" + selector + "[" + (grid.step() + staleness + 1) + "ms]) > 0";
        };
    }

    private void finish() {
        DeviceSums sums = new DeviceSums(measure, owners, vms, grid.length() - 1);
        for (Map<Map<String, String>, Readings> selector : readings) {
            sums.add(selector.values().stream().map(this::track).collect(Collectors.toList()));
        }
        readings.clear();
        sums.sums().forEach((vm, sum) -> {
            if (DeviceSums.isAnyKnown(sum)) {
                result.accept(vm, sum);
            }
        });
    }

    private Track track(Readings all) {
        double impossible = all.impossible();
        if (!Double.isNaN(impossible)) {
            owners.tellImpossible(impossible, all.labels());
        }
        return measure instanceof Measure.Counter ? all.rates(grid, staleness) : all.gauge();
    }

    /** One query: some VMs, some places. */
    private final class Part implements QueryPart {

        private final int selector;
        private final String expression;
        private final Asked asked;
        private final List<VmId> some;
        private final int from;
        private final int count;

        Part(int selector, String expression, Asked asked, List<VmId> some, int from, int count) {
            this.selector = selector;
            this.expression = expression;
            this.asked = asked;
            this.some = some;
            this.from = from;
            this.count = count;
        }

        @Override
        public Query query() {
            return new Query.Range(
                    GridBatch.this.expression(expression, asked, some), grid.instant(from), grid.distance(), count);
        }

        @Override
        public List<QueryPart> halves() {
            List<QueryPart> halves = new ArrayList<>();
            if (some.size() > 1 && Selection.isNarrow(measure)) {
                int half = some.size() / 2;
                halves.add(new Part(selector, expression, asked, some.subList(0, half), from, count));
                halves.add(new Part(selector, expression, asked, some.subList(half, some.size()), from, count));
            } else if (count > 1) {
                int half = count / 2;
                halves.add(new Part(selector, expression, asked, some, from, half));
                halves.add(new Part(selector, expression, asked, some, from + half, count - half));
            }
            open += halves.isEmpty() ? 0 : 1;
            return halves;
        }

        @Override
        public void take(Answer answer) throws QueryException {
            for (Series series : answer.series()) {
                Map<String, String> labels = new HashMap<>(series.labels());
                // Functions leave it out.
                labels.remove("__name__");
                Readings all =
                        readings.get(selector).computeIfAbsent(labels, unknown -> new Readings(unknown, grid.length()));
                switch (asked) {
                    case VALUES -> all.takeValues(series, grid, from, count);
                    case TIMES -> all.takeTimes(series, grid, from, count);
                    case RESETS -> all.takeResets(series, grid, from, count);
                }
            }
            open--;
            if (open == 0) {
                finish();
            }
        }
    }
}
