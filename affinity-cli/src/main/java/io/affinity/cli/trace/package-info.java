/** Hosts for recorded VMs where a trace names none. Entry type: {@link io.affinity.cli.trace.RecordedFleet}. */
@NullMarked
package io.affinity.cli.trace;

import org.jspecify.annotations.NullMarked;
