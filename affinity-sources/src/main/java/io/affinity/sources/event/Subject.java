// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.event;

/** What kind of events a calendar has, and for whom. Immutable and thread-safe. */
public record Subject(String kind, EventScope scope) {}
