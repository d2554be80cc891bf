/**
 * What goes on outside the fleet and moves its demand: series of sessions, requests, sign-ins, from files, addresses and metrics stores.
 * Entry type: {@link io.affinity.sources.activity.WatchedActivity}.
 */
@org.jspecify.annotations.NullMarked
package io.affinity.sources.activity;
