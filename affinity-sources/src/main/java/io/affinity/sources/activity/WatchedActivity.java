// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.activity;

import io.affinity.sources.document.Document;
import io.affinity.sources.event.CalendarException;
import io.affinity.sources.event.EventScope;
import io.affinity.sources.event.KnownVms;
import io.affinity.spi.forecast.OutsideSeries;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A series of samples that grows, such as how many people are signed in. It is read when its owner calls {@link #refresh}, on a thread of
 * the owner's, and never when it is asked for values. What cannot be read, or is not right, changes nothing: what was read last holds,
 * and {@link #problem} tells. Thread-safe; {@link #refresh} is for one thread at a time.
 */
public final class WatchedActivity implements OutsideSeries {

    private static final Duration LARGEST_SKEW = Duration.ofMinutes(5);

    private final String name;
    private final ActivityReader reader;
    private final EventScope scope;
    private final KnownVms vms;
    private final InstantSource clock;
    private volatile Samples samples = Samples.NONE;
    private volatile String problem = "it was not read yet.";

    /**
     * One of which nothing is known before it is first refreshed.
     *
     * @param name not blank
     * @param scope whose demand it may move; which VMs of these it does move is found from data
     * @param vms who VMs are; whoever runs the loop tells it of each fleet
     * @param clock by which samples may not be later than now
     */
    public WatchedActivity(String name, ActivityReader reader, EventScope scope, KnownVms vms, InstantSource clock) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("The name (" + name + ") of a series must not be blank.");
        }
        this.name = name;
        this.reader = reader;
        this.scope = scope;
        this.vms = vms;
        this.clock = clock;
    }

    /** {@return a reader of CSV with columns time and value, or of objects of JSON with such fields, one a line} */
    public static ActivityReader of(Document document) {
        return new DocumentActivity(document);
    }

    /** Reads what is new. Blocks meanwhile, as long as the reader does; throws nothing for what may go wrong. */
    public synchronized void refresh() {
        try {
            samples = reader.read();
            problem = doubt(samples);
        } catch (SampleException e) {
            problem = reader.place() + (e.line() > 0 ? ":" + e.line() : "") + ": " + e.getMessage() + held();
        } catch (IOException e) {
            String detail = e.getMessage() == null || e.getMessage().isBlank()
                    ? e.getClass().getSimpleName()
                    : e.getMessage();
            problem = reader.place() + ": it cannot be read: " + CalendarException.shortened(detail) + "." + held();
        } catch (TelemetryException e) {
            problem = e.getMessage() + held();
        }
    }

    private String doubt(Samples read) {
        if (read.size() == 0) {
            return reader.place() + ": it has no samples.";
        }
        Instant newest = Instant.ofEpochMilli(read.newest());
        return newest.isAfter(clock.instant().plus(LARGEST_SKEW))
                ? reader.place() + ": its newest sample is of " + newest + ", which is still to come."
                : "";
    }

    private String held() {
        return samples.size() == 0 ? " Nothing is known of it." : " What was read before is used.";
    }

    /** {@return where it is} */
    public String place() {
        return reader.place();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean concerns(VmId vm) {
        return vms.isIn(vm, scope);
    }

    @Override
    public double[] values(Instant start, Duration step, int length) {
        return samples.means(start, step, length);
    }

    @Override
    public String problem() {
        return problem;
    }
}
