// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One stage of a cycle, from begin to end. */
@Name("affinity.Stage")
@Label("Stage of a Cycle")
@Description("Observing, forecasting, contention, searching or planning")
@Category("affinity")
@StackTrace(false)
final class StageEvent extends Event {

    @Label("Stage")
    String stage = "";
}
