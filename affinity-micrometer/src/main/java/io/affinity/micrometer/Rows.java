// SPDX-License-Identifier: Apache-2.0
package io.affinity.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of one name whose tags come and go, such as those of hosts. All of them show one immutable table, so that whoever reads while
 * they change sees the values of one cycle. Written by one thread.
 */
final class Rows {

    private final MeterRegistry registry;
    private final String name;
    private final @Nullable String unit;
    private final String description;
    private final Map<Tags, Meter> registered = new HashMap<>();
    private volatile Map<Tags, Double> table = Map.of();

    Rows(MeterRegistry registry, String name, @Nullable String unit, String description) {
        this.registry = registry;
        this.name = name;
        this.unit = unit;
        this.description = description;
    }

    /** Shows these, and no others any more. */
    void show(Map<Tags, Double> values) {
        table = Map.copyOf(values);
        registered.entrySet().removeIf(entry -> {
            boolean isGone = !values.containsKey(entry.getKey());
            if (isGone) {
                registry.remove(entry.getValue());
            }
            return isGone;
        });
        values.keySet().forEach(tags -> registered.computeIfAbsent(tags, this::register));
    }

    private Meter register(Tags tags) {
        return Gauge.builder(name, this, rows -> rows.table.getOrDefault(tags, Double.NaN))
                .baseUnit(unit)
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }
}
