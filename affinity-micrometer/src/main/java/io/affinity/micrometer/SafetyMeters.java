// SPDX-License-Identifier: Apache-2.0
package io.affinity.micrometer;

import io.affinity.core.execution.Alarm;
import io.affinity.core.execution.HeldBack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is left alone, and why. */
final class SafetyMeters {

    private static final Map<Class<? extends Alarm>, String> KINDS = kinds();

    private final Map<String, Level> alarms = new LinkedHashMap<>();
    private final Level stopped;
    private final Level hosts;
    private final Level vms;

    SafetyMeters(Meters meters) {
        for (String kind : KINDS.values()) {
            alarms.put(kind, meters.level("alarms", null, "Alarms that stand", "kind", kind));
        }
        stopped = meters.level("stopped", null, "1 while no migration at all is started, by an alarm or a breaker");
        hosts = meters.level("held.hosts", null, "Hosts that no VM may leave or come to, by an alarm or a breaker");
        vms = meters.level("held.vms", null, "VMs under alarm, and VMs that wait before the next attempt");
    }

    private static Map<Class<? extends Alarm>, String> kinds() {
        Map<Class<? extends Alarm>, String> kinds = new LinkedHashMap<>();
        kinds.put(Alarm.UnknownOutcome.class, "unknown-outcome");
        kinds.put(Alarm.RefutedVerification.class, "refuted-verification");
        kinds.put(Alarm.LeftOpen.class, "left-open");
        kinds.put(Alarm.NewerOwner.class, "newer-owner");
        kinds.put(Alarm.JournalUnwritable.class, "journal-unwritable");
        return kinds;
    }

    void alarms(List<Alarm> standing) {
        alarms.forEach((kind, level) -> level.set((double) standing.stream()
                .filter(alarm -> kind.equals(KINDS.get(alarm.getClass())))
                .count()));
    }

    void held(HeldBack held) {
        stopped.set(held.all() ? 1 : 0);
        hosts.set(held.hosts().size());
        vms.set(held.vms().size() + held.targets().size());
    }
}
