// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.affinity.cli.config.EventSection.Format;
import io.affinity.cli.config.EventSection.Timing;
import io.affinity.cli.input.Mention;
import io.affinity.sources.event.EventScope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventSectionTest {

    private static ClusterFile parse(String events) {
        return ClusterFile.parse(
                "affinity.yaml", "hosts: [{name: a, uri: x}]\nevents:\n" + events + "\n", Path.of("state"));
    }

    @Test
    void readsAnExpressionWithItsScope() {
        EventSection event = parse("""
                  - {kind: backup, cron: "30 2 * * *", zone: Europe/Berlin, duration: 40m, magnitude: 2, vms: [a, b], groups: db, tenant: t}""").events().get(0);

        assertThat(event.duration()).isEqualTo(Duration.ofMinutes(40));
        assertThat(event.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(event.occasion().kind()).isEqualTo("backup");
        assertThat(event.occasion().magnitude()).isEqualTo(2);
        assertThat(event.occasion().scope())
                .isEqualTo(new EventScope.Named(Set.of("a", "b"), Set.of("db"), Set.of("t")));
        assertThat(event.timing())
                .isInstanceOfSatisfying(
                        Timing.Stated.class,
                        stated -> assertThat(
                                        stated.schedule().starts(Instant.parse("2026-07-01T00:00:00Z"), Instant.MAX, 1))
                                .containsExactly(Instant.parse("2026-07-01T00:30:00Z")));
    }

    @Test
    void namesItsVmsLikeAllOthers() {
        ClusterFile file = parse("  - {kind: x, timer: daily, duration: 1h, vms: [web]}");

        assertThat(file.places().vms())
                .extracting(Mention::key, Mention::name)
                .containsExactly(tuple("events[0].vms[0]", "web"));
    }

    @Test
    void filesAndAddressesNeedNoKindWhereEventsHaveTheirOwn() {
        List<EventSection> events = parse("""
                  - {ical: https://example.org/a.ics}
                  - {feed: events.json, kind: campaign}
                  - {crontab: /etc/crontab, kind: job, duration: 5m}
                  - {timer: backup.timer, kind: backup, duration: 5m}""").events();

        assertThat(events)
                .extracting(EventSection::timing)
                .containsExactly(
                        new Timing.Elsewhere(Format.ICAL),
                        new Timing.Elsewhere(Format.FEED),
                        new Timing.Elsewhere(Format.CRONTAB),
                        new Timing.Elsewhere(Format.TIMER));
        assertThat(events.get(0).occasion().kind()).isEqualTo("event");
        assertThat(events.get(0).occasion().scope()).isEqualTo(EventScope.ALL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: x, duration: 1h}|events[0]: must have exactly one of cron, crontab, timer, quartz, ical, feed",
                "{kind: x, cron: '* * * * *', timer: daily, duration: 1h}|events[0]: must have exactly one of",
                "{kind: x, cron: '61 * * * *', duration: 1h}|events[0].cron: the minute",
                "{kind: x, quartz: '* * * * *', duration: 1h}|events[0].quartz: the Quartz expression",
                "{kind: x, timer: Mun, duration: 1h}|events[0].timer: the calendar event",
                "{kind: x, cron: '* * * * *'}|events[0].duration: is missing",
                "{kind: x, cron: '* * * * *', duration: 40d}|events[0].duration: must be a time",
                "{cron: '* * * * *', duration: 1h}|events[0].kind: is missing",
                "{feed: x, duration: 1h}|events[0].duration: must be left out",
                "{kind: x, cron: '* * * * *', duration: 1h, zone: Mars}|events[0].zone: must be a time zone",
                "{kind: x, cron: '* * * * *', duration: 1h, magnitude: -1}|events[0].magnitude: must be a number",
                "{feed: 'https://me:secret@example.org/x'}|events[0].feed: The address",
                "{kind: x, cron: '* * * * *', duration: 1h, vm: a}|events[0].vm: is not known; did you mean vms?"
            })
    void saysWhatIsWrongAndWhatIsLegal(String event, String message) {
        assertThatThrownBy(() -> parse("  - " + event))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("affinity.yaml:3: ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret");
    }
}
