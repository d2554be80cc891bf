// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import java.time.Duration;

/**
 * What a timer of systemd says.
 *
 * @param schedule when it elapses
 * @param width within how long a time after that its unit is started ({@code RandomizedDelaySec=}); not negative
 */
public record TimerUnit(Schedule schedule, Duration width) {}
