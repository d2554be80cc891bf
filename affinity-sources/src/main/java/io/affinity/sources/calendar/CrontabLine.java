// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

/**
 * A job of a crontab.
 *
 * @param line where it stands, from 1
 * @param user as whom it runs; empty in the crontab of one user
 * @param command what is run, as it is written
 */
public record CrontabLine(int line, String user, String command, Schedule schedule) {}
