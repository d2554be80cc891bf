// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationFailure.Refusal;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Every kind of event, failure, doubt and closing, for whoever keeps journals. */
public final class EveryEvent {

    private EveryEvent() {}

    /** {@return at least one event of each kind, with {@code text} wherever one can be} */
    public static List<Event> of(Migration migration, String text) {
        List<Event> events = new ArrayList<>();
        events.add(new Event.Intended());
        events.add(new Event.Ended(
                new MigrationOutcome.Completed(Duration.ofSeconds(12, 345_678_901), Duration.ofNanos(1), 0.1 + 0.2)));
        for (MigrationFailure failure : failures(migration, text)) {
            events.add(new Event.Ended(new MigrationOutcome.Aborted(failure)));
            events.add(new Event.Ended(new MigrationOutcome.Failed(failure)));
            events.add(new Event.Ended(new MigrationOutcome.Unknown(failure, text)));
        }
        events.add(new Event.Checked(new Verification.Verified()));
        events.add(new Event.Checked(new Verification.Refuted(List.of())));
        List<Doubt> doubts = doubts(migration, text);
        events.add(new Event.Checked(new Verification.Unconfirmed(doubts)));
        events.add(new Event.Checked(new Verification.Refuted(doubts)));
        events.add(new Event.Inspected(new ActualState(migration.vm(), Set.of(), Set.of(), Set.of())));
        events.add(new Event.Inspected(new ActualState(
                migration.vm(),
                Set.of(migration.source(), migration.target()),
                Set.of(new HostId("host,c")),
                Set.of(new HostId("host d"), new HostId("[host]")))));
        for (Closing closing : List.of(
                new Closing.StaysOnSource(),
                new Closing.Found(migration.target()),
                new Closing.AgainstRules(),
                new Closing.Gone(),
                new Closing.Resolved(),
                new Closing.Refused("window", new Gate.Refuse("outside-window", text)))) {
            events.add(new Event.Closed(closing));
        }
        return events;
    }

    private static List<MigrationFailure> failures(Migration migration, String text) {
        List<MigrationFailure> failures = new ArrayList<>();
        for (FailureCause cause : FailureCause.values()) {
            failures.add(new MigrationFailure.DriverError(cause, text));
            failures.add(new MigrationFailure.Refused(
                    List.of(new Refusal(cause, text), new Refusal(FailureCause.OTHER, "and " + text))));
        }
        failures.add(new MigrationFailure.Unreachable(migration.target(), text));
        failures.add(new MigrationFailure.Requested());
        failures.add(new MigrationFailure.TimedOut(Duration.ofMinutes(30)));
        failures.add(new MigrationFailure.Stalled(Duration.ofSeconds(30), 1e9));
        failures.add(new MigrationFailure.NotConverging(3, Duration.ofMillis(700), Duration.ofMillis(300), true));
        failures.add(new MigrationFailure.Defect(text));
        failures.add(new MigrationFailure.Unending(new MigrationFailure.Requested()));
        failures.add(new MigrationFailure.Returned(new MigrationFailure.Unreachable(migration.source(), text)));
        return failures;
    }

    private static List<Doubt> doubts(Migration migration, String text) {
        List<Doubt> doubts = new ArrayList<>();
        for (Doubt.Kind kind : Doubt.Kind.values()) {
            doubts.add(new Doubt(kind, Set.of(migration.source(), migration.target()), text));
            doubts.add(new Doubt(kind, Set.of(), ""));
        }
        return doubts;
    }
}
