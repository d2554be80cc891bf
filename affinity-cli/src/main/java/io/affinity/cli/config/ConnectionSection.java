package io.affinity.cli.config;

import io.affinity.libvirt.connection.ConnectionLimits;

/** What the file says of how long hosts are waited for. */
final class ConnectionSection {

    private ConnectionSection() {}

    static ConnectionLimits read(Section section) {
        ConnectionLimits absent = ConnectionLimits.DEFAULT;
        return section.build(s -> new ConnectionLimits(
                s.duration("call", absent.call()),
                s.duration("opening", absent.opening()),
                s.duration("keep-alive-interval", absent.keepAliveInterval()),
                s.whole("keep-alive-count", absent.keepAliveCount()),
                s.duration("first-retry", absent.firstRetry()),
                s.duration("longest-retry", absent.longestRetry()),
                s.whole("abandoned-threads", absent.abandonedThreads())));
    }
}
