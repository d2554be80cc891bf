// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.binding.DiskCounters;
import io.affinity.libvirt.binding.DomainAllocation;
import io.affinity.libvirt.binding.DomainStatistics;
import io.affinity.libvirt.binding.ErrorCode;
import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.binding.TypedParameters;
import io.affinity.libvirt.inventory.Descriptions;
import io.affinity.libvirt.inventory.DomainDescription;
import io.affinity.libvirt.inventory.HostFacts;
import io.affinity.spi.model.HostId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Asks a host for everything that one observation needs, in one call. Drivers whose bulk call knows the state only are asked
 * domain by domain.
 */
final class HostReader {

    private static final int GROUPS = NativeConnection.STATISTICS_STATE
            | NativeConnection.STATISTICS_CPU
            | NativeConnection.STATISTICS_BALLOON
            | NativeConnection.STATISTICS_VCPU
            | NativeConnection.STATISTICS_INTERFACE
            | NativeConnection.STATISTICS_BLOCK;

    private final Descriptions descriptions;
    private final LongSupplier nanoTime;

    HostReader(Descriptions descriptions, LongSupplier nanoTime) {
        this.descriptions = descriptions;
        this.nanoTime = nanoTime;
    }

    /** @param moreGroups of statistics, beside the usual ones */
    HostReading read(HostId host, NativeConnection connection, int moreGroups) {
        HostFacts facts = descriptions.facts(host, connection);
        long asked = nanoTime.getAsLong();
        List<DomainStatistics> statistics = connection.statistics(GROUPS | moreGroups);
        long answered = nanoTime.getAsLong();
        List<DomainReading> domains = new ArrayList<>(statistics.size());
        for (DomainStatistics domain : statistics) {
            domains.add(new DomainReading(domain.domain(), completed(host, connection, domain)));
        }
        return new HostReading(facts, domains, connection.inactiveDomains(), asked + (answered - asked) / 2);
    }

    private TypedParameters completed(HostId host, NativeConnection connection, DomainStatistics domain) {
        if (domain.values().has("cpu.time") || domain.values().has("balloon.current")) {
            return domain.values();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("state.state", domain.values().number("state.state", 0));
        values.put("state.reason", domain.values().number("state.reason", 0));
        try (NativeDomain one = connection.domain(domain.domain().uuid())) {
            DomainAllocation allocation = one.allocation();
            values.put("cpu.time", allocation.cpuNanos());
            values.put("balloon.maximum", allocation.maxMemoryBytes() / 1024);
            values.put("balloon.current", allocation.memoryBytes() / 1024);
            values.put("balloon.rss", allocation.memoryBytes() / 1024);
            values.put("vcpu.current", (long) allocation.vcpus());
            DomainDescription description = descriptions.description(host, domain.domain());
            if (description != null) {
                addDevices(one, description, values);
            }
        } catch (CallRefusedException e) {
            if (e.code() != ErrorCode.NO_DOMAIN && e.code() != ErrorCode.NO_SUPPORT) {
                throw e;
            }
        }
        return TypedParameters.of(values);
    }

    private static void addDevices(NativeDomain domain, DomainDescription description, Map<String, Object> values) {
        int number = 0;
        for (String device : description.interfaces()) {
            values.put("net." + number + ".name", device);
            values.put("net." + number + ".rx.bytes", domain.interfaceBytes(device));
            number++;
        }
        values.put("net.count", (long) number);
        number = 0;
        for (String disk : description.disks()) {
            DiskCounters counters = domain.diskCounters(disk);
            values.put("block." + number + ".name", disk);
            values.put("block." + number + ".rd.bytes", counters.bytes());
            values.put("block." + number + ".rd.reqs", counters.operations());
            number++;
        }
        values.put("block.count", (long) number);
    }
}
