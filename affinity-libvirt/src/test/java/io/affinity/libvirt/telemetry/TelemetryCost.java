// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.settings.ConnectionLimits;
import io.affinity.libvirt.settings.HostAddress;
import io.affinity.libvirt.settings.HostSettings;
import io.affinity.libvirt.settings.TelemetrySettings;
import io.affinity.spi.model.HostId;
import io.affinity.spi.telemetry.Observation;
import io.affinity.spi.telemetry.Telemetry;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/**
 * What an observation of one host costs: {@code TelemetryCost URI [OBSERVATIONS]} prints the number of VMs, the time of the
 * first observation, which reads all descriptions, and of the others, and the CPU time of this program for each of those.
 */
final class TelemetryCost {

    private TelemetryCost() {}

    public static void main(String[] arguments) {
        HostAddress address = new HostAddress(new HostId("measured"), arguments[0]);
        int observations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
        try (HostConnections connections = HostConnections.to(List.of(address), ConnectionLimits.DEFAULT)) {
            Telemetry telemetry = Telemetry.of(LibvirtTelemetry.of(
                    connections, List.of(HostSettings.of(address)), TelemetrySettings.DEFAULT, Clock.systemUTC()));
            long began = System.nanoTime();
            Observation first = telemetry.observe();
            double firstMillis = millisSince(began);
            double[] millis = new double[observations];
            long cpu = cpuNanos();
            for (int i = 0; i < observations; i++) {
                began = System.nanoTime();
                telemetry.observe();
                millis[i] = millisSince(began);
            }
            double cpuMillis = (cpuNanos() - cpu) / 1e6 / observations;
            Arrays.sort(millis);
            System.out.printf(
                    "%d VMs: first %.1f ms; then min %.1f, median %.1f, max %.1f ms; CPU of this program %.1f ms%n",
                    first.fleet().vms().size(),
                    firstMillis,
                    millis[0],
                    millis[observations / 2],
                    millis[observations - 1],
                    cpuMillis);
        }
    }

    private static double millisSince(long began) {
        return (System.nanoTime() - began) / 1e6;
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
