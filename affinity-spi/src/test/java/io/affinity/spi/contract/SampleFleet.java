// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * VMs that demand what {@link SampleSeries} say, one of each kind, whose past and future are known. Copies share the values, which
 * nobody changes.
 */
final class SampleFleet {

    static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);

    private static final HostId HOST = new HostId("host");

    private final ResourceSet resources;
    private final List<Member> members;

    /** One VM with its demand by resource; without an allocation, nothing bounds it. */
    record Member(Vm vm, List<double[]> demand) {

        Member {
            demand = List.copyOf(demand);
        }
    }

    private SampleFleet(ResourceSet resources, List<Member> members) {
        this.resources = resources;
        this.members = List.copyOf(members);
    }

    /** {@return a VM of each kind, whose names are not in order, with so many steps} */
    static SampleFleet of(int length, int period) {
        SampleSeries[] kinds = SampleSeries.values();
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < kinds.length; i++) {
            members.add(member("vm-" + 7 * i % kinds.length, kinds[i], kinds[(i + 3) % kinds.length], length, period));
        }
        return new SampleFleet(RESOURCES, members);
    }

    static Member member(String name, SampleSeries cpu, SampleSeries memory, int length, int period) {
        double[] cores = cpu.series(length, period).values();
        double[] bytes = memory.series(length, period).values();
        Vm vm = Vm.of(new VmId(name), ResourceVector.of(RESOURCES, allocation(cores), allocation(bytes)))
                .withTenant(new Tenant("tenant-" + cpu.ordinal() % 3))
                .withPriority(cpu.ordinal() % 2 == 0 ? Priority.NORMAL : Priority.HIGH);
        return new Member(vm, List.of(cores, bytes));
    }

    /** What is spiky was promised nothing. */
    private static double allocation(double[] values) {
        double most = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(0);
        return most > 1e8 && most < 1e10 ? 0 : 1.5 * most;
    }

    List<Member> members() {
        return members;
    }

    Member member(int index) {
        return members.get(index);
    }

    SampleFleet with(Member member) {
        List<Member> more = new ArrayList<>(members);
        more.add(1, member);
        return new SampleFleet(resources, more);
    }

    SampleFleet without(int index) {
        List<Member> fewer = new ArrayList<>(members);
        fewer.remove(index);
        return new SampleFleet(resources, fewer);
    }

    /** {@return the same VMs in another order} */
    SampleFleet shuffled() {
        List<Member> others = new ArrayList<>(members);
        Collections.reverse(others);
        Collections.rotate(others, 3);
        return new SampleFleet(resources, others);
    }

    /** {@return the same VMs with what each of them was promised multiplied} */
    SampleFleet promised(double times) {
        return new SampleFleet(
                resources,
                members.stream()
                        .map(member -> {
                            Vm vm = member.vm();
                            double[] allocation = new double[resources.size()];
                            Arrays.setAll(
                                    allocation, r -> times * vm.allocation().value(r));
                            return new Member(
                                    new Vm(
                                            vm.id(),
                                            vm.name(),
                                            vm.tenant(),
                                            ResourceVector.of(resources, allocation),
                                            vm.priority(),
                                            vm.memoryBytes(),
                                            vm.dirtyBytesPerSecond()),
                                    member.demand());
                        })
                        .toList());
    }

    /** {@return the same VMs, of whose demand only that for the first resource is known} */
    SampleFleet ofOneResource() {
        ResourceSet first = ResourceSet.of(resources.get(0));
        return new SampleFleet(
                first,
                members.stream()
                        .map(member -> new Member(
                                Vm.of(
                                        member.vm().id(),
                                        ResourceVector.of(
                                                first, member.vm().allocation().value(0))),
                                member.demand().subList(0, 1)))
                        .toList());
    }

    /** {@return the same VMs, without any measurement from a step on and before another} */
    SampleFleet silent(int from, int to) {
        return new SampleFleet(
                resources,
                members.stream().map(member -> silent(member, from, to)).toList());
    }

    static Member silent(Member member, int from, int to) {
        return new Member(
                member.vm(),
                member.demand().stream()
                        .map(values -> {
                            double[] copy = values.clone();
                            Arrays.fill(copy, from, to, Double.NaN);
                            return copy;
                        })
                        .toList());
    }

    /** {@return what is known after so many steps, at least 1} */
    TableHistory history(int steps) {
        Fleet.Builder fleet = Fleet.builder(SampleSeries.START.plus(SampleSeries.STEP.multipliedBy(steps - 1L)))
                .host(Host.of(HOST, ResourceVector.filled(resources, 1e15)));
        members.forEach(member -> fleet.vm(member.vm(), HOST));
        return new TableHistory(fleet.build(), members, steps);
    }
}
