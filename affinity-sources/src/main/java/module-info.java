/** Demand and events that somebody else knows: metrics stores, schedules, calendars, event feeds. */
@SuppressWarnings("requires-automatic") // Neither cron-utils nor biweekly says its name; nothing of them is in a signature.
module io.affinity.sources {
    requires transitive io.affinity.spi;
    requires static org.jspecify;
    requires java.net.http;
    requires com.fasterxml.jackson.core;
    requires com.cronutils;
    requires biweekly;
    requires org.slf4j;

    exports io.affinity.sources;
}
