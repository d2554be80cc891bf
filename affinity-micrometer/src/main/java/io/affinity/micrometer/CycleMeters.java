// SPDX-License-Identifier: Apache-2.0
package io.affinity.micrometer;

import io.affinity.core.CycleReport;
import io.affinity.core.Note;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How often the loop goes round, how long that takes, and what comes of it. */
final class CycleMeters {

    private static final String DECIDED = "decided";
    private static final String UNDECIDED = "undecided";
    private static final List<String> OUTCOMES = List.of(DECIDED, "no-telemetry", "stale", "clock-in-doubt", UNDECIDED);

    private final Meters meters;
    private final Map<String, Timer> timers = new LinkedHashMap<>();
    private final Map<Note.Part, Counter> broken = new EnumMap<>(Note.Part.class);
    private final Level learned;
    private volatile long ended;
    private volatile long decided;
    private long begun;

    CycleMeters(Meters meters) {
        this.meters = meters;
        begun = meters.nanos();
        ended = begun;
        decided = begun;
        for (String outcome : OUTCOMES) {
            timers.put(outcome, meters.timer("cycle", "Time that cycles took", "outcome", outcome));
        }
        for (Note.Part part : Note.Part.values()) {
            broken.put(
                    part,
                    meters.counter("broken", null, "Cycles in which a part of the loop broke", "part", word(part)));
        }
        meters.computed("cycle.age", "seconds", "Time since the last cycle ended", () -> since(ended));
        meters.computed(
                "decision.age",
                "seconds",
                "Time since the last cycle that had something to decide on",
                () -> since(decided));
        learned = meters.level(
                "learned", null, "Share of the past that has to be known before anything is forecast, 1 once it is");
    }

    private static String word(Note.Part part) {
        return part.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private double since(long nanos) {
        return (meters.nanos() - nanos) / 1e9;
    }

    void begin() {
        begun = meters.nanos();
    }

    void end(CycleReport report) {
        long now = meters.nanos();
        String outcome = outcome(report);
        Meters.of(timers, outcome).record(now - begun, TimeUnit.NANOSECONDS);
        ended = now;
        if (outcome.equals(DECIDED)) {
            decided = now;
            learned.set(learned(report.notes()));
        }
        for (Note note : report.notes()) {
            if (note instanceof Note.PartBroke part) {
                Meters.of(broken, part.part()).increment();
            }
        }
    }

    private static double learned(List<Note> notes) {
        for (Note note : notes) {
            if (note instanceof Note.Learning learning) {
                return (double) learning.known().toMillis() / learning.needed().toMillis();
            }
        }
        return 1;
    }

    private static String outcome(CycleReport report) {
        if (report.decision() != null) {
            return DECIDED;
        }
        for (Note note : report.notes()) {
            if (note instanceof Note.NoTelemetry) {
                return "no-telemetry";
            } else if (note instanceof Note.StaleObservation) {
                return "stale";
            } else if (note instanceof Note.ClockInDoubt) {
                return "clock-in-doubt";
            }
        }
        return UNDECIDED;
    }
}
