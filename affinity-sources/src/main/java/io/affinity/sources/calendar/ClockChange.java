// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.function.Consumer;

/** What becomes of a time of day that the clock leaves out, or shows twice. */
enum ClockChange {
    /** What cron does with a job at a fixed time: a time that is left out comes right after the gap, one that is repeated comes once. */
    CRON_FIXED,
    /** What cron does with a job at any hour or minute: it goes by the clock, which shows no gap, and a repeated hour twice. */
    CRON_WILDCARD,
    /** Left out in a gap, and once in a repeated hour, at its second time. */
    QUARTZ_FIXED,
    /** Left out in a gap, and once in a repeated hour, at its first time. */
    SYSTEMD,
    /** Later by the gap, and once in a repeated hour, at its first time (RFC 5545, section 3.3.5). */
    ICALENDAR;

    /** Cron takes a greater change for a clock that was set anew. */
    private static final Duration CRON_LIMIT = Duration.ofHours(3);

    /** Tells of each instant that a local time stands for, in ascending order. */
    void instants(LocalDateTime local, ZoneRules rules, Consumer<Instant> found) {
        ZoneOffsetTransition change = rules.getTransition(local);
        if (change == null) {
            found.accept(local.toInstant(rules.getOffset(local)));
        } else if (change.isGap()) {
            inGap(local, change, found);
        } else {
            inOverlap(local, change, found);
        }
    }

    private void inGap(LocalDateTime local, ZoneOffsetTransition gap, Consumer<Instant> found) {
        if (this == ICALENDAR) {
            found.accept(local.toInstant(gap.getOffsetBefore()));
        } else if (this == CRON_FIXED && gap.getDuration().compareTo(CRON_LIMIT) < 0) {
            found.accept(gap.getInstant());
        }
    }

    private void inOverlap(LocalDateTime local, ZoneOffsetTransition overlap, Consumer<Instant> found) {
        ZoneOffset first = overlap.getOffsetBefore();
        ZoneOffset second = overlap.getOffsetAfter();
        boolean isTwice = this == CRON_WILDCARD
                || (this == CRON_FIXED && overlap.getDuration().negated().compareTo(CRON_LIMIT) >= 0);
        if (isTwice || this != QUARTZ_FIXED) {
            found.accept(local.toInstant(first));
        }
        if (isTwice || this == QUARTZ_FIXED) {
            found.accept(local.toInstant(second));
        }
    }
}
