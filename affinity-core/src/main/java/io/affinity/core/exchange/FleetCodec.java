// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.List;
import java.util.stream.IntStream;

/** A fleet: time, resources, topology, hosts, VMs with the index of the host of each, policies, budgets, holds. */
final class FleetCodec {

    private FleetCodec() {}

    static void write(MessageWriter out, Fleet fleet) {
        out.instant(fleet.observedAt());
        out.list(fleet.resources().resources(), resource -> write(out, resource));
        out.list(fleet.topology().levels(), level -> out.text(level.name()));
        out.list(fleet.hosts(), host -> write(out, host));
        out.list(fleet.vms(), vm -> write(out, vm));
        IntStream.range(0, fleet.vms().size()).forEach(v -> out.integer(fleet.hostIndexOf(v)));
        out.list(fleet.policies(), policy -> PolicyCodec.write(out, policy));
        out.list(fleet.budgets(), budget -> BudgetCodec.write(out, budget));
        out.list(fleet.holds(), hold -> HoldCodec.write(out, hold));
    }

    static Fleet read(MessageReader in) {
        Fleet.Builder fleet = Fleet.builder(in.instant());
        ResourceSet resources = new ResourceSet(in.list(() -> readResource(in)));
        fleet.topology(new Topology(in.list(() -> new TopologyLevel(in.text()))));
        List<Host> hosts = in.list(() -> readHost(in, resources));
        List<Vm> vms = in.list(() -> readVm(in, resources));
        vms.forEach(vm -> fleet.vm(vm, hosts.get(in.index(hosts.size())).id()));
        return fleet.hosts(hosts)
                .policies(in.list(() -> PolicyCodec.read(in)))
                .budgets(in.list(() -> BudgetCodec.read(in)))
                .holds(in.list(() -> HoldCodec.read(in)))
                .build();
    }

    static void write(MessageWriter out, Resource resource) {
        out.text(resource.name());
        out.text(resource.unit());
    }

    static Resource readResource(MessageReader in) {
        return new Resource(in.text(), in.text());
    }

    private static void write(MessageWriter out, Host host) {
        out.text(host.id().value());
        write(out, host.capacity());
        write(out, host.overcommitRatio());
        write(out, host.reserve());
        out.list(host.faultDomains().entrySet(), entry -> {
            out.text(entry.getKey().name());
            out.text(entry.getValue());
        });
        out.list(host.features(), out::text);
        out.text(host.state().name());
    }

    private static Host readHost(MessageReader in, ResourceSet resources) {
        return new Host(
                new HostId(in.text()),
                readVector(in, resources),
                readVector(in, resources),
                readVector(in, resources),
                in.map(() -> new TopologyLevel(in.text()), in::text),
                in.set(in::text),
                HostState.valueOf(in.text()));
    }

    private static void write(MessageWriter out, Vm vm) {
        out.text(vm.id().value());
        out.text(vm.name());
        out.text(vm.tenant().value());
        write(out, vm.allocation());
        out.text(vm.priority().name());
        out.real(vm.priority().weight());
        out.real(vm.memoryBytes());
        out.real(vm.dirtyBytesPerSecond());
    }

    private static Vm readVm(MessageReader in, ResourceSet resources) {
        return new Vm(
                new VmId(in.text()),
                in.text(),
                new Tenant(in.text()),
                readVector(in, resources),
                new Priority(in.text(), in.real()),
                in.real(),
                in.real());
    }

    private static void write(MessageWriter out, ResourceVector vector) {
        for (int r = 0; r < vector.resources().size(); r++) {
            out.real(vector.value(r));
        }
    }

    private static ResourceVector readVector(MessageReader in, ResourceSet resources) {
        return ResourceVector.of(resources, in.reals(resources.size()));
    }
}
