/** Files and addresses that may change, and the events in them. Entry type: {@link io.affinity.sources.document.WatchedCalendar}. */
@org.jspecify.annotations.NullMarked
package io.affinity.sources.document;
