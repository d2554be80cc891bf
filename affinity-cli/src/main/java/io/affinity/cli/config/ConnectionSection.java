// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.libvirt.settings.ConnectionLimits;
import java.time.Duration;

/** What the file says of how long hosts are waited for. */
final class ConnectionSection {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private ConnectionSection() {}

    static ConnectionLimits read(Section s) {
        ConnectionLimits absent = ConnectionLimits.DEFAULT;
        ConnectionLimits.Builder limits = absent.toBuilder()
                .call(s.duration("call", absent.call(), SHORTEST, LONGEST))
                .opening(s.duration("opening", absent.opening(), SHORTEST, LONGEST))
                .keepAliveInterval(s.duration("keep-alive-interval", absent.keepAliveInterval(), SECOND, LONGEST))
                .keepAliveCount(s.whole("keep-alive-count", absent.keepAliveCount(), 1, 1000))
                .firstRetry(s.duration("first-retry", absent.firstRetry(), SHORTEST, LONGEST))
                .longestRetry(s.duration("longest-retry", absent.longestRetry(), SHORTEST, Duration.ofDays(1)))
                .abandonedThreads(s.whole("abandoned-threads", absent.abandonedThreads(), 1, 100));
        s.end();
        return limits.build();
    }
}
