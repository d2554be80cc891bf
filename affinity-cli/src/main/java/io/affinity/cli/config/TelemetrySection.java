package io.affinity.cli.config;

import io.affinity.libvirt.telemetry.TelemetrySettings;

/** What the file says of how hosts are observed. */
final class TelemetrySection {

    private TelemetrySection() {}

    static TelemetrySettings read(Section section) {
        TelemetrySettings absent = TelemetrySettings.DEFAULT;
        return section.build(s -> absent.withCpu(s.choice("cpu-measure", absent.cpu()))
                .withMemory(s.choice("memory-measure", absent.memory()))
                .withRefresh(s.duration("refresh", absent.refresh())));
    }
}
