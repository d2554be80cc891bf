// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import java.time.Duration;

/** Lets time pass. The default sleeps; a simulation moves its clock instead. */
@FunctionalInterface
public interface Pause {

    void pause(Duration duration) throws InterruptedException;
}
