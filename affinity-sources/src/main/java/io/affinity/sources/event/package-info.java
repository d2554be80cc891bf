/**
 * Events that are announced, and what they say of the demand of a VM. Entry types: {@link io.affinity.sources.event.EventCalendar},
 * {@link io.affinity.sources.event.AnnouncedEvents}.
 */
@org.jspecify.annotations.NullMarked
package io.affinity.sources.event;
