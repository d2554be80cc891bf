package io.affinity.cli.config;

import io.affinity.libvirt.settings.TelemetrySettings;

/** What the file says of how hosts are observed. */
final class TelemetrySection {

    private TelemetrySection() {}

    static TelemetrySettings read(Section section) {
        TelemetrySettings absent = TelemetrySettings.DEFAULT;
        return section.build(s -> absent.toBuilder()
                .cpu(s.choice("cpu-measure", absent.cpu()))
                .memory(s.choice("memory-measure", absent.memory()))
                .refresh(s.duration("refresh", absent.refresh()))
                .build());
    }
}
