// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

/** What goes wrong in these worlds is meant to, and is not to be read about a million times. */
final class Silence {

    private Silence() {}

    /** Must be called before anything is logged. */
    static void begin() {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
        System.setProperty("org.slf4j.simpleLogger.log.io.affinity.core", "off");
    }
}
