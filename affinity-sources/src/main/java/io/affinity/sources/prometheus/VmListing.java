// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import io.affinity.sources.prometheus.query.Answer;
import io.affinity.sources.prometheus.query.Query;
import io.affinity.sources.prometheus.query.QueryPart;
import io.affinity.sources.prometheus.query.Series;
import io.affinity.sources.prometheus.settings.Measure;
import io.affinity.sources.prometheus.settings.VmLabel;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks a store whose series it has: at some moments of a time, by the labels of VMs alone. */
final class VmListing implements QueryPart {

    private final VmLabel label;
    private final String expression;
    private final Instant start;
    private final Duration distance;
    private final int moments;
    private final Set<VmId> found;

    private VmListing(
            VmLabel label, String expression, Instant start, Duration distance, int moments, Set<VmId> found) {
        this.label = label;
        this.expression = expression;
        this.start = start;
        this.distance = distance;
        this.moments = moments;
        this.found = found;
    }

    /**
     * {@return two queries for each selector: one for moments at the same distance that every store has values for, and one for the last}
     *
     * @param start between the first moment and the second
     * @param end the last moment
     * @param moments at least 4
     * @param found takes the VMs
     */
    static List<VmListing> of(
            VmLabel label, Measure measure, Instant start, Instant end, int moments, Set<VmId> found) {
        long millis = Math.max(1, Duration.between(start, end).toMillis() / (moments - 2));
        Duration distance = Duration.ofMillis(millis);
        Instant first = Instant.ofEpochMilli(Math.floorDiv(start.toEpochMilli(), millis) * millis);
        Instant last = Instant.ofEpochMilli(end.toEpochMilli());
        List<String> expressions = measure instanceof Measure.Counter counter
                ? counter.selectors()
                : List.of(((Measure.Gauge) measure).expression());
        String any = label.labels().stream().map(each -> each + "=~\".+\"").collect(Collectors.joining(","));
        List<VmListing> listings = new ArrayList<>();
        for (String each : expressions) {
            String grouped =
                    "group by (" + String.join(",", label.labels()) + ") (" + each.replace(Selection.VMS, any) + ")";
            listings.add(new VmListing(label, grouped, first, distance, moments - 1, found));
            listings.add(new VmListing(label, grouped, last, distance, 1, found));
        }
        return listings;
    }

    @Override
    public Query query() {
        return new Query.Range(expression, start, distance, moments);
    }

    @Override
    public List<QueryPart> halves() {
        if (moments < 2) {
            return List.of();
        }
        int half = moments / 2;
        Instant middle = start.plus(distance.multipliedBy(half));
        return List.of(
                new VmListing(label, expression, start, distance, half, found),
                new VmListing(label, expression, middle, distance, moments - half, found));
    }

    @Override
    public void take(Answer answer) {
        for (Series series : answer.series()) {
            String vm = label.vm(series.labels());
            if (vm != null && !vm.isBlank()) {
                found.add(new VmId(vm));
            }
        }
    }
}
