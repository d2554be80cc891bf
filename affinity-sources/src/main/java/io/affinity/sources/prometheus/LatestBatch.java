// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import io.affinity.sources.prometheus.query.Answer;
import io.affinity.sources.prometheus.query.Query;
import io.affinity.sources.prometheus.query.QueryException;
import io.affinity.sources.prometheus.query.QueryPart;
import io.affinity.sources.prometheus.query.Series;
import io.affinity.sources.prometheus.settings.Measure;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What some VMs demand of one resource now, put together of the answers for its selectors. Belongs to one thread. */
final class LatestBatch {

    /** Clocks of a store and its exporters differ a little. */
    private static final long TOLERANCE = 1_000;

    private final Measure measure;
    private final Selection selection;
    private final Owners owners;
    private final List<VmId> vms;
    private final Instant now;
    private final long staleness;
    private final Consumer<Answer> clockCheck;
    private final List<Map<VmId, Sample>> bySelector = new ArrayList<>();

    /** @param staleness in milliseconds */
    LatestBatch(
            Measure measure,
            Selection selection,
            Owners owners,
            List<VmId> vms,
            Instant now,
            long staleness,
            Consumer<Answer> clockCheck) {
        this.measure = measure;
        this.selection = selection;
        this.owners = owners;
        this.vms = vms;
        this.now = now;
        this.staleness = staleness;
        this.clockCheck = clockCheck;
    }

    List<QueryPart> parts() {
        List<String> expressions = measure instanceof Measure.Counter counter
                ? counter.selectors()
                : List.of(((Measure.Gauge) measure).expression());
        List<QueryPart> parts = new ArrayList<>();
        for (String expression : expressions) {
            Map<VmId, Sample> samples = new HashMap<>();
            bySelector.add(samples);
            parts.add(new Part(expression, vms, samples));
        }
        return parts;
    }

    /** {@return the demand of a VM; null if nothing was measured} */
    @Nullable
    Sample of(VmId vm) {
        double sum = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MAX_VALUE;
        for (Map<VmId, Sample> samples : bySelector) {
            Sample sample = samples.get(vm);
            if (sample == null) {
                return null;
            }
            sum += sample.value();
            first = Math.min(first, sample.first());
            last = Math.min(last, sample.last());
        }
        return new Sample(sum * measure.scale(), first, last);
    }

    List<VmId> vms() {
        return vms;
    }

    private String expression(String expression, List<VmId> some) {
        boolean isPlain = !(measure instanceof Measure.Gauge gauge) || gauge.isPlain();
        String narrowed = selection.narrowed(expression, isPlain, some);
        return isPlain ? narrowed + "[" + staleness + "ms]" : narrowed;
    }

    private void take(Answer answer, Map<VmId, Sample> into) throws QueryException {
        clockCheck.accept(answer);
        SampleReader reader = new SampleReader(measure, now.toEpochMilli() - staleness, owners);
        Map<VmId, Map<List<String>, Device>> devices = new LinkedHashMap<>();
        for (Series series : answer.series()) {
            requirePast(series);
            VmId vm = owners.vm(series.labels());
            Sample sample = vm == null ? null : reader.read(series);
            if (vm != null && sample != null) {
                devices.computeIfAbsent(vm, none -> new LinkedHashMap<>())
                        .computeIfAbsent(Owners.device(series.labels(), measure), none -> new Device())
                        .add(sample, series.labels());
            }
        }
        devices.forEach((vm, own) -> {
            own.values().stream().filter(Device::isDouble).forEach(device -> owners.tellDouble(vm, device.labels));
            into.put(vm, sum(List.copyOf(own.values())));
        });
    }

    private void requirePast(Series series) throws QueryException {
        int last = series.length() - 1;
        if (last >= 0 && series.time(last) > now.toEpochMilli() + TOLERANCE) {
            throw new QueryException(
                    QueryException.Cure.NONE,
                    "its answer has a sample of " + Instant.ofEpochMilli(series.time(last))
                            + ", and was asked for those up to " + now);
        }
    }

    private static Sample sum(List<Device> devices) {
        double sum = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MAX_VALUE;
        for (Device device : devices) {
            sum += device.isDouble() ? Double.NaN : device.latest().value();
            first = Math.min(first, device.latest().first());
            last = Math.min(last, device.latest().last());
        }
        return new Sample(sum, first, last);
    }

    /** The series of one device: one after the other is a VM that changed its host, two at the same time are one too many. */
    private static final class Device {

        private final List<Map<String, String>> labels = new ArrayList<>();
        private @Nullable Sample latest;
        private boolean isDouble;

        void add(Sample sample, Map<String, String> series) {
            labels.add(series);
            Sample other = latest;
            isDouble |= other != null && sample.first() <= other.last() && other.first() <= sample.last();
            latest = other == null || sample.last() > other.last() ? sample : other;
        }

        Sample latest() {
            return Objects.requireNonNull(latest, "A device has a series.");
        }

        boolean isDouble() {
            return isDouble;
        }
    }

    /** One query: one selector for some VMs. */
    private final class Part implements QueryPart {

        private final String expression;
        private final List<VmId> some;
        private final Map<VmId, Sample> samples;

        Part(String expression, List<VmId> some, Map<VmId, Sample> samples) {
            this.expression = expression;
            this.some = some;
            this.samples = samples;
        }

        @Override
        public Query query() {
            return new Query.At(LatestBatch.this.expression(expression, some), now);
        }

        @Override
        public List<QueryPart> halves() {
            if (some.size() < 2 || !Selection.isNarrow(measure)) {
                return List.of();
            }
            int half = some.size() / 2;
            return List.of(
                    new Part(expression, some.subList(0, half), samples),
                    new Part(expression, some.subList(half, some.size()), samples));
        }

        @Override
        public void take(Answer answer) throws QueryException {
            LatestBatch.this.take(answer, samples);
        }
    }
}
