// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

/** What stands between the times of a crontab and its commands. */
public enum CrontabKind {
    /** The name of a user, as in {@code /etc/crontab} and {@code /etc/cron.d}. */
    SYSTEM,
    /** Nothing, as in what {@code crontab -l} prints. */
    USER
}
