// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.history.PastMigration.Result;
import io.affinity.cli.output.Schema;
import io.affinity.cli.output.SchemaFile;
import io.affinity.core.outcome.MigrationGain;
import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalEntry.Event;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What people read of past migrations, word for word. */
class PastTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final VmNames NAMES = VmNames.of(Map.of(new VmId("1"), "web", new VmId("2"), "db"));
    private static final MigrationOutcome DONE =
            new MigrationOutcome.Completed(Duration.ofMillis(700), Duration.ofMillis(31), 9e6);

    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<MigrationGain> gains = new ArrayList<>();

    /** A migration, with its events a second apart, an hour after the one before. */
    private Migration migrated(String vm, String source, String target, Event... events) {
        Migration migration = new Migration(new VmId(vm), new HostId(source), new HostId(target));
        String id =
                "m" + entries.stream().map(JournalEntry::migrationId).distinct().count();
        Instant at =
                entries.isEmpty() ? START : entries.get(0).at().plus(Duration.ofHours(Long.parseLong(id.substring(1))));
        for (Event event : events) {
            entries.add(new JournalEntry(at, id, migration, event));
            at = at.plusSeconds(1);
        }
        return migration;
    }

    private void gained(Migration migration, int hour, double minutes, Duration seen) {
        gains.add(new MigrationGain(
                migration,
                START.plus(Duration.ofHours(hour)).plusMillis(700),
                Duration.ofMillis(700),
                Duration.ofMillis(31),
                9e6,
                0.4,
                seen,
                minutes,
                5,
                Double.NaN,
                Double.NaN));
    }

    private static HistoryFilter all() {
        return new HistoryFilter(Set.of(), null, Instant.MIN, Instant.MAX);
    }

    private History history(HistoryFilter filter, int most) {
        Past past = new Past(filter, most);
        entries.forEach(past::take);
        return past.history(gains);
    }

    private List<String> lines() {
        return HistoryText.of(history(all(), 100), NAMES);
    }

    @Test
    void tellsWhatWasDoneAndWhatItGained() {
        Migration web = migrated(
                "1",
                "h1",
                "h2",
                new Event.Intended(),
                new Event.Ended(DONE),
                new Event.Checked(new Verification.Verified()));
        gained(web, 0, 12.4, Duration.ofMinutes(180));
        Migration back = migrated(
                "1",
                "h2",
                "h1",
                new Event.Intended(),
                new Event.Ended(DONE),
                new Event.Checked(new Verification.Verified()));
        gained(back, 1, -3, Duration.ofMinutes(61));
        Migration db = migrated(
                "2",
                "h2",
                "h1",
                new Event.Intended(),
                new Event.Ended(DONE),
                new Event.Checked(new Verification.Verified()));
        gained(db, 2, 0.2, Duration.ofDays(1));

        assertThat(lines())
                .containsExactly(
                        "2026-03-01T10:00:00Z  web from h1 to h2: done in 0.7 s, 31 ms of downtime, 9 MB, verified. It spared"
                                + " its two hosts 12 VM minutes of contention in 3 h.",
                        "2026-03-01T11:00:00Z  web from h2 to h1: done in 0.7 s, 31 ms of downtime, 9 MB, verified. It cost its"
                                + " two hosts 3 VM minutes of contention in 1 h 1 min.",
                        "2026-03-01T12:00:00Z  db from h2 to h1: done in 0.7 s, 31 ms of downtime, 9 MB, verified. It made no"
                                + " difference in 24 h.",
                        "3 migrations: 3 done. Those whose gain is known spared 10 VM minutes of contention, each counted for"
                                + " itself.");
    }

    @Test
    void tellsWhyNothingWasDone() {
        migrated(
                "1",
                "h1",
                "h2",
                new Event.Intended(),
                new Event.Ended(new MigrationOutcome.Failed(new MigrationFailure.TimedOut(Duration.ofMinutes(10)))),
                new Event.Closed(new Closing.StaysOnSource()));
        migrated("1", "h1", "h2", new Event.Closed(new Closing.AgainstRules()));
        migrated(
                "1",
                "h1",
                "h2",
                new Event.Closed(new Closing.Refused("nights", new Gate.Refuse("too-light", "It is noon."))));
        migrated(
                "2",
                "h1",
                "h2",
                new Event.Intended(),
                new Event.Ended(new MigrationOutcome.Aborted(new MigrationFailure.Requested())),
                new Event.Closed(new Closing.StaysOnSource()));

        assertThat(lines())
                .extracting(line -> line.replaceFirst("^2026-03-01T1.:00:00Z  |^4 migrations: ", ""))
                .containsExactly(
                        "web from h1 to h2: failed. Not done within PT10M.",
                        "web from h1 to h2: not started: rules spoke against it just then, or the VM or a host was not as"
                                + " planned any more.",
                        "web from h1 to h2: not started: the gate nights refused it (too-light): It is noon.",
                        "db from h1 to h2: aborted. Aborted on request.",
                        "1 failed, 1 aborted, 2 not started.");
    }

    @Test
    void tellsWhatNobodySawTheEndOf() {
        MigrationOutcome unknown =
                new MigrationOutcome.Unknown(new MigrationFailure.Unreachable(new HostId("h2"), ""), "");
        migrated(
                "1",
                "h1",
                "h2",
                new Event.Intended(),
                new Event.Ended(unknown),
                new Event.Closed(new Closing.Found(new HostId("h2"))));
        migrated("1", "h2", "h1", new Event.Intended(), new Event.Closed(new Closing.Found(new HostId("h2"))));
        migrated("2", "h1", "h2", new Event.Intended(), new Event.Closed(new Closing.Gone()));
        migrated(
                "2",
                "h1",
                "h2",
                new Event.Intended(),
                new Event.Ended(DONE),
                new Event.Checked(
                        new Verification.Refuted(List.of(Doubt.of(Doubt.Kind.NOT_ON_TARGET, new HostId("h2"))))),
                new Event.Closed(new Closing.Resolved()));
        migrated("2", "h1", "h2", new Event.Intended());

        assertThat(history(all(), 100).migrations())
                .extracting(PastMigration::result)
                .containsExactly(Result.DONE, Result.FAILED, Result.DOUBTFUL, Result.DOUBTFUL, Result.OPEN);
        assertThat(lines())
                .extracting(line -> line.replaceFirst("^.*to h[12]: ", ""))
                .startsWith(
                        "its end was not seen. Host h2 does not answer. In the end, the VM was found on h2, though no end was"
                                + " seen.",
                        "the VM was found on h2, though no end was seen.",
                        "the VM is gone, and no end was seen.",
                        "done in 0.7 s, 31 ms of downtime, 9 MB, but: The VM does not run on h2. A person has looked after it"
                                + " since.",
                        "no end was seen yet.");
    }

    @Test
    void keepsWhatIsAskedFor() {
        for (int i = 0; i < 10; i++) {
            migrated(
                    i % 2 == 0 ? "1" : "2",
                    "h" + i,
                    "h" + (i + 1),
                    new Event.Intended(),
                    new Event.Ended(DONE),
                    new Event.Checked(new Verification.Verified()));
        }

        assertThat(sources(new HistoryFilter(Set.of(new VmId("2")), null, Instant.MIN, Instant.MAX), 100))
                .containsExactly("h1", "h3", "h5", "h7", "h9");
        assertThat(sources(new HistoryFilter(Set.of(), new HostId("h4"), Instant.MIN, Instant.MAX), 100))
                .containsExactly("h3", "h4");
        assertThat(sources(
                        new HistoryFilter(Set.of(), null, START.plusSeconds(3600), START.plusSeconds(3 * 3600)), 100))
                .containsExactly("h1", "h2");
        assertThat(sources(all(), 3)).containsExactly("h7", "h8", "h9");
        assertThat(HistoryText.of(history(all(), 3), NAMES).get(0)).isEqualTo("The last 3 of 10:");
    }

    private List<String> sources(HistoryFilter filter, int most) {
        return history(filter, most).migrations().stream()
                .map(past -> past.migration().source().value())
                .toList();
    }

    @Test
    void nothingIsSaidToBeNothing() {
        assertThat(lines()).containsExactly("Nothing was migrated.");
    }

    @Test
    void fitsItsSchema() throws IOException {
        tellsWhatWasDoneAndWhatItGained();
        migrated("2", "h1", "h2", new Event.Intended());
        StringWriter out = new StringWriter();

        HistoryJson.write(history(all(), 100), NAMES, out);

        SchemaFile.assertFits(Schema.HISTORY, out.toString());
        assertThat(SchemaFile.unseen(Schema.HISTORY, out.toString())).isEmpty();
        assertThat(out.toString()).contains("\"gain\" : null", "\"result\" : \"open\"");
    }
}
