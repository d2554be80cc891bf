// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.disk;

import java.io.IOException;

/** What goes wrong when a process changes or reads files. */
public interface Troubles {

    /** Nothing does. */
    Troubles NONE = new Troubles() {};

    /**
     * Asked before each change. May let time pass.
     *
     * @param bytes to be written; 0 for all other changes
     * @return how many of them are written before {@link #after} is asked; all of them if nothing goes wrong
     */
    default int before(int bytes) {
        return bytes;
    }

    /**
     * Asked after each change, or what there was of it.
     *
     * @throws IOException if it failed
     * @throws Death if the process ends here
     */
    default void after() throws IOException {}

    /**
     * Asked before each look at files.
     *
     * @throws IOException if they cannot be read
     */
    default void reading() throws IOException {}
}
