// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.core.execution.MigrationReport;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Turns the meters of a world and its migrations into figures. */
final class Accounting {

    private Accounting() {}

    static Figures figures(World world, List<MigrationRecord> migrations, Duration pingPongWindow, int mostVmsOnHost) {
        double active = sum(world, HostMeter::activeSeconds);
        double slatah = ratio(sum(world, HostMeter::violatedSeconds), active);
        double requested = 0;
        double missed = 0;
        double unserved = 0;
        double down = 0;
        Map<String, Double> contention = new LinkedHashMap<>();
        for (var entry : world.meters().byPriority().entrySet()) {
            VmMeter meter = entry.getValue();
            requested += meter.requestedCpu();
            missed += meter.missedByMigrationCpu();
            unserved += meter.unservedCpu();
            down += meter.downSeconds();
            contention.put(entry.getKey().name(), meter.contendedSeconds() / 60);
        }
        double pdm = ratio(missed, requested);
        double energy = sum(world, HostMeter::joules) / 3.6e6;
        long completed = migrations.stream()
                .filter(record -> record.outcome() instanceof MigrationOutcome.Completed)
                .count();
        return new Figures(
                energy,
                migrations.size(),
                (int) completed,
                slatah,
                pdm,
                slatah * pdm,
                energy * slatah * pdm,
                ratio(sum(world, HostMeter::contendedSeconds), active),
                pingPong(migrations, pingPongWindow),
                down,
                contention,
                active / 3600,
                requested / 3600,
                unserved / 3600,
                sum(world, HostMeter::contendedSeconds) / 60,
                mostVmsOnHost);
    }

    private static double sum(World world, ToDoubleFunction<HostMeter> figure) {
        return Arrays.stream(world.meters().ofHosts()).mapToDouble(figure).sum();
    }

    private static double ratio(double part, double whole) {
        return whole > 0 ? part / whole : 0;
    }

    private static int pingPong(List<MigrationRecord> migrations, Duration window) {
        Map<VmId, Map<HostId, Instant>> leftAt = new HashMap<>();
        int count = 0;
        for (MigrationRecord record : migrations) {
            if (record.outcome() instanceof MigrationOutcome.Completed) {
                Migration migration = record.migration();
                Map<HostId, Instant> left = leftAt.computeIfAbsent(migration.vm(), vm -> new HashMap<>());
                Instant before = left.get(migration.target());
                count += before != null && record.start().isBefore(before.plus(window)) ? 1 : 0;
                left.put(migration.source(), record.start());
            }
        }
        return count;
    }

    /** {@return the VMs that stood on hosts that were short, in the order of the fleet, and for how many minutes} */
    static Map<VmId, Double> contentionMinutesByVm(World world) {
        Map<VmId, Double> minutes = new LinkedHashMap<>();
        double[] seconds = world.meters().contendedSecondsByVm();
        for (int v = 0; v < seconds.length; v++) {
            if (seconds[v] > 0) {
                minutes.put(world.initial().vms().get(v).id(), seconds[v] / 60);
            }
        }
        return minutes;
    }

    static MigrationRecord record(MigrationReport report, Instant decidedAt) {
        Duration downtime = report.outcome() instanceof MigrationOutcome.Completed c ? c.downtime() : Duration.ZERO;
        Duration elapsed = report.outcome() instanceof MigrationOutcome.Completed c
                ? c.elapsed()
                : Duration.between(report.startedAt(), report.endedAt());
        return new MigrationRecord(
                decidedAt,
                report.startedAt(),
                elapsed,
                downtime,
                report.planned().migration(),
                report.outcome(),
                report.planned().recommendation().reasons());
    }
}
