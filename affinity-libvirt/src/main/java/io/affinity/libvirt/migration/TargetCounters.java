// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.binding.DomainStatistics;
import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.binding.TypedParameters;

/**
 * Counters of a VM that has just arrived, which all began at zero there.
 *
 * @param isKnown false if the host did not tell
 * @param vcpuNanos that its vCPUs ran or waited for a processor: also a short errand of an idle vCPU moves it
 * @param isHeard whether each network interface whose packets are counted has sent one; true if none is counted
 */
record TargetCounters(boolean isKnown, long vcpuNanos, boolean isHeard) {

    static final TargetCounters NOT_KNOWN = new TargetCounters(false, 0, true);

    /** In the XML: an interface whose cable is out has nothing to say. */
    private static final String UNPLUGGED = "<link state='down'/>";

    static TargetCounters read(NativeConnection host, NativeDomain domain) {
        int groups = NativeConnection.STATISTICS_VCPU | NativeConnection.STATISTICS_INTERFACE;
        for (DomainStatistics statistics : host.statistics(groups)) {
            if (statistics.domain().uuid().equals(domain.key().uuid())) {
                boolean isUnplugged = domain.xml(0).contains(UNPLUGGED);
                return of(statistics.values(), isUnplugged);
            }
        }
        return NOT_KNOWN;
    }

    private static TargetCounters of(TypedParameters values, boolean isUnplugged) {
        long nanos = 0;
        for (String name : values.names()) {
            if (name.startsWith("vcpu.") && (name.endsWith(".time") || name.endsWith(".delay"))) {
                nanos += values.number(name, 0);
            }
        }
        return new TargetCounters(true, nanos, isUnplugged || isHeard(values));
    }

    private static boolean isHeard(TypedParameters values) {
        long interfaces = values.number("net.count", 0);
        for (long i = 0; i < interfaces; i++) {
            if (values.number("net." + i + ".tx.pkts", 1) == 0) {
                return false;
            }
        }
        return true;
    }

    boolean hasRunSince(TargetCounters earlier) {
        return isKnown && earlier.isKnown && vcpuNanos > earlier.vcpuNanos;
    }
}
