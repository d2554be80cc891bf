// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.sources.Sources;
import io.affinity.sources.event.AnnouncedEvent;
import io.affinity.sources.event.CalendarException;
import io.affinity.sources.event.EventScope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimerUnitTest {

    @Test
    void elapsesByEachOfItsCalendarEvents() {
        TimerUnit unit = Sources.timerUnit("""
                # a backup
                [Unit]
                Description=Backup

                [Timer]
                OnCalendar=Mon 03:00
                OnCalendar=\\
                  Thu 04:00
                Persistent=true
                RandomizedDelaySec=1h 30min
                AccuracySec=1us

                [Install]
                WantedBy=timers.target
                """, ZoneOffset.UTC);

        assertThat(unit.schedule().starts(Instant.parse("2026-03-02T00:00:00Z"), Instant.MAX, 3))
                .containsExactly(
                        Instant.parse("2026-03-02T03:00:00Z"),
                        Instant.parse("2026-03-05T04:00:00Z"),
                        Instant.parse("2026-03-09T03:00:00Z"));
        assertThat(unit.width()).isEqualTo(Duration.ofMinutes(90));
    }

    @Test
    void aWidthMakesAnEventLongerAndSmaller() {
        ScheduledEvents events = new ScheduledEvents(
                Sources.timer("03:00", ZoneOffset.UTC),
                Duration.ofMinutes(30),
                Duration.ofMinutes(90),
                Occasion.of("backup", EventScope.ALL));

        assertThat(events.during(Instant.parse("2026-03-02T04:00:00Z"), Instant.parse("2026-03-03T00:00:00Z"), 10))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.end()).isEqualTo(Instant.parse("2026-03-02T05:00:00Z"));
                    assertThat(event.magnitude()).isEqualTo(0.25);
                });
    }

    @Test
    void anEventEndsAtTheLatestWhenTheNextBegins() {
        ScheduledEvents events = new ScheduledEvents(
                Sources.timer("*:0/10", ZoneOffset.UTC),
                Duration.ofDays(3),
                Duration.ZERO,
                Occasion.of("poll", EventScope.ALL));

        assertThat(events.during(Instant.parse("2026-03-02T04:05:00Z"), Instant.parse("2026-03-02T04:25:00Z"), 10))
                .extracting(AnnouncedEvent::start)
                .containsExactly(
                        Instant.parse("2026-03-02T04:00:00Z"),
                        Instant.parse("2026-03-02T04:10:00Z"),
                        Instant.parse("2026-03-02T04:20:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OnBootSec=5min|OnBootSec is not known in advance",
                "OnUnitActiveSec=1d|OnUnitActiveSec is not known in advance",
                "OnCalendar=25:00|hour (25)",
                "RandomizedDelaySec=soon|RandomizedDelaySec (\"soon\")",
                "OnCalender=daily|the key \"OnCalender\"",
                "nonsense|a line must be a section"
            })
    void saysWhichLineIsWrong(String line, String message) {
        assertThatThrownBy(() -> Sources.timerUnit("[Timer]\n" + line + "\n", ZoneOffset.UTC))
                .isInstanceOfSatisfying(
                        CalendarException.class, e -> assertThat(e.line()).isEqualTo(2))
                .hasMessageContaining(message);
    }

    @Test
    void refusesATimerThatNeverElapsesByACalendar() {
        assertThatThrownBy(() -> Sources.timerUnit("[Timer]\nPersistent=yes\n", ZoneOffset.UTC))
                .hasMessageContaining("must have an OnCalendar=");
    }
}
