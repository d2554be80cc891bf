// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

/**
 * Brings a part of what the control loop has learned over restarts: loads it when it is made, and saves it now and then. Belongs to
 * the control loop's thread.
 */
public interface Keeper {

    /** Counts a step, and saves when it is time. */
    void stepped();

    /** Saves all of it now, such as before the process ends. */
    void save();

    /** {@return what was wrong when it was loaded or saved last, or an empty text} */
    String problem();
}
