// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.connection;

import java.time.Duration;

/** Runs something later, on a thread that nothing may hold up. */
interface Alarms {

    /** Rings once, {@code delay} from now, unless it is canceled before. */
    Alarm set(Duration delay, Runnable action);

    /** Can be taken back. */
    interface Alarm {
        void cancel();
    }
}
