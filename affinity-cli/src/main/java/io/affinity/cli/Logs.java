package io.affinity.cli;

/** What the loggers of the other modules may say on stderr. The rest is in {@code simplelogger.properties}. */
final class Logs {

    private static final String CONTROL_LOOP = "org.slf4j.simpleLogger.log.io.affinity.core.Rebalancer";

    private Logs() {}

    /** A simulated outage is a result, not a warning; must be called before the control loop is first used. */
    static void leaveToResults() {
        if (System.getProperty(CONTROL_LOOP) == null) {
            System.setProperty(CONTROL_LOOP, "error");
        }
    }
}
