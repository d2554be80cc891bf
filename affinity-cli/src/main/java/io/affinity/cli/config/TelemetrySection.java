// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.libvirt.settings.TelemetrySettings;
import java.time.Duration;

/** What the file says of how hosts are observed. */
final class TelemetrySection {

    private TelemetrySection() {}

    static TelemetrySettings read(Section s) {
        TelemetrySettings absent = TelemetrySettings.DEFAULT;
        return absent.toBuilder()
                .cpu(s.choice("cpu-measure", absent.cpu()))
                .memory(s.choice("memory-measure", absent.memory()))
                .refresh(s.duration("refresh", absent.refresh(), Duration.ofMillis(1), Duration.ofDays(7)))
                .build();
    }
}
