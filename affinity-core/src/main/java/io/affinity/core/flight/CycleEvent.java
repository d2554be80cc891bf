// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.flight;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One cycle, from begin to end. */
@Name("affinity.Cycle")
@Label("Cycle of the Control Loop")
@Category("affinity")
@StackTrace(false)
final class CycleEvent extends Event {

    @Label("Decided")
    boolean decided;

    @Label("Hosts")
    int hosts;

    @Label("VMs")
    int vms;

    @Label("Migrations Planned")
    int planned;
}
