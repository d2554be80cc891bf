/** Demand, events and activity that somebody else knows: metrics stores, schedules, calendars, event feeds. */
@SuppressWarnings(
        "requires-automatic") // Neither cron-utils nor biweekly has a descriptor; nothing of them is in a signature.
module io.affinity.sources {
    requires transitive io.affinity.spi;
    requires static org.jspecify;
    requires java.net.http;
    requires com.fasterxml.jackson.core;
    requires com.cronutils;
    requires net.sf.biweekly;
    requires org.slf4j;

    exports io.affinity.sources;
    exports io.affinity.sources.activity;
    exports io.affinity.sources.prometheus;
    exports io.affinity.sources.prometheus.settings;
    exports io.affinity.sources.calendar;
    exports io.affinity.sources.document;
    exports io.affinity.sources.event;
    exports io.affinity.sources.feed;
}
