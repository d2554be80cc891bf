package io.affinity.cli.config;

import io.affinity.libvirt.settings.ConnectionLimits;

/** What the file says of how long hosts are waited for. */
final class ConnectionSection {

    private ConnectionSection() {}

    static ConnectionLimits read(Section section) {
        ConnectionLimits absent = ConnectionLimits.DEFAULT;
        return section.build(s -> absent.toBuilder()
                .call(s.duration("call", absent.call()))
                .opening(s.duration("opening", absent.opening()))
                .keepAliveInterval(s.duration("keep-alive-interval", absent.keepAliveInterval()))
                .keepAliveCount(s.whole("keep-alive-count", absent.keepAliveCount()))
                .firstRetry(s.duration("first-retry", absent.firstRetry()))
                .longestRetry(s.duration("longest-retry", absent.longestRetry()))
                .abandonedThreads(s.whole("abandoned-threads", absent.abandonedThreads()))
                .build());
    }
}
