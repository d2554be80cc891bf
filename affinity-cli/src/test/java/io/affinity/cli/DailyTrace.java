// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Demand in steps of an hour, written for a test. */
final class DailyTrace {

    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    static final Duration STEP = Duration.ofHours(1);

    private final int hours;
    private final List<String> rows = new ArrayList<>();

    DailyTrace(int hours) {
        this.hours = hours;
    }

    /** Adds a VM; NaN is a gap. */
    DailyTrace vm(String name, IntToDoubleFunction cores) {
        rows.add(IntStream.range(0, hours)
                .mapToDouble(cores)
                .mapToObj(value -> Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value))
                .collect(Collectors.joining(",", name + ",cpu,", "")));
        return this;
    }

    /** Adds VMs that demand more by day, and a little by chance. */
    DailyTrace officeVms(int count) {
        for (int vm = 0; vm < count; vm++) {
            SplittableRandom random = new SplittableRandom(vm);
            vm("office-" + vm, hour -> 3 + 2 * Math.sin(2 * Math.PI * hour / 24) + random.nextDouble());
        }
        return this;
    }

    /** Adds VMs that go up and down by chance alone, and do not come back. */
    DailyTrace wanderingVms(int count) {
        for (int vm = 0; vm < count; vm++) {
            SplittableRandom random = new SplittableRandom(1000 + vm);
            double[] level = {50};
            vm("wandering-" + vm, hour -> level[0] = Math.max(1, level[0] + random.nextDouble() - 0.5));
        }
        return this;
    }

    Path write(Path folder) {
        String header = IntStream.range(0, hours)
                .mapToObj(hour -> START.plus(STEP.multipliedBy(hour)).toString())
                .collect(Collectors.joining(",", "vm,resource,", "\n"));
        try {
            return Files.writeString(folder.resolve("hours.csv"), header + String.join("\n", rows) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
