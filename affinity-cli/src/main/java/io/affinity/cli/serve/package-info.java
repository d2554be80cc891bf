/**
 * What {@code affinity run} shows to whoever asks at an address: metrics, health, JSON, a page; and whom it lets approve of
 * migrations. {@link io.affinity.cli.serve.Serving} is the entry type. The loop hands over immutable values and never waits for a reader.
 */
@NullMarked
package io.affinity.cli.serve;

import org.jspecify.annotations.NullMarked;
