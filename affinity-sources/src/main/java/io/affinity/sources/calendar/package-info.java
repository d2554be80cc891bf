/** Schedules and calendars, as machines and people write them. Entry type: {@link io.affinity.sources.calendar.Schedule}. */
@org.jspecify.annotations.NullMarked
package io.affinity.sources.calendar;
