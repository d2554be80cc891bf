// SPDX-License-Identifier: Apache-2.0
package io.affinity.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Makes meters, all of which begin with the same word. Thread-safe. */
record Meters(MeterRegistry registry) {

    private static final String PREFIX = "affinity.";

    /** {@return nanoseconds since any moment, by the clock of the registry} */
    long nanos() {
        return registry.config().clock().monotonicTime();
    }

    /** {@return a value that is set now and then}, unknown until then. */
    Level level(String name, @Nullable String unit, String description, String... tags) {
        Level level = new Level();
        computed(name, unit, description, level::value, tags);
        return level;
    }

    /** Registers a value that is worked out when it is asked for. */
    void computed(String name, @Nullable String unit, String description, DoubleSupplier value, String... tags) {
        Gauge.builder(PREFIX + name, value, DoubleSupplier::getAsDouble)
                .baseUnit(unit)
                .description(description)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /** {@return values with tags that come and go} */
    Rows rows(String name, @Nullable String unit, String description) {
        return new Rows(registry, PREFIX + name, unit, description);
    }

    Counter counter(String name, @Nullable String unit, String description, String... tags) {
        return Counter.builder(PREFIX + name)
                .baseUnit(unit)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    /** {@return the meter that was made for this tag} */
    static <K, M> M of(Map<K, M> made, K tag) {
        return Objects.requireNonNull(made.get(tag), () -> "There is no meter for (" + tag + ").");
    }

    Timer timer(String name, String description, String... tags) {
        return Timer.builder(PREFIX + name).description(description).tags(tags).register(registry);
    }
}
