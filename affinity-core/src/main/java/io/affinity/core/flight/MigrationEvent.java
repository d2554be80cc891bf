// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.flight;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A migration that has ended; an instant, as it began in another look of the executor. */
@Name("affinity.Migration")
@Label("Migration")
@Category("affinity")
@StackTrace(false)
final class MigrationEvent extends Event {

    @Label("VM")
    String vm = "";

    @Label("Source")
    String source = "";

    @Label("Target")
    String target = "";

    @Label("Outcome")
    String outcome = "";

    @Label("Elapsed")
    @Timespan(Timespan.MILLISECONDS)
    long elapsed;
}
