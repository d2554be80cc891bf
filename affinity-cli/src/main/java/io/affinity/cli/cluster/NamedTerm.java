// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.config.StatedTerm;
import io.affinity.cli.input.Mention;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.TermState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A term of the cluster file, put to the VMs that there are whenever it is asked; one whose name is not clear is passed over. Thread-safe.
 */
final class NamedTerm implements PlacementTerm {

    private final StatedTerm stated;
    private final PlacementTerm asSaid;

    /** Of the VMs that were asked about last, as finding out who is meant takes a pass over all of them for each name. */
    private volatile Meant last;

    private record Meant(List<Vm> vms, PlacementTerm term) {}

    NamedTerm(StatedTerm stated) {
        this.stated = stated;
        asSaid = stated.asSaid();
        last = new Meant(List.of(), asSaid);
    }

    @Override
    public String name() {
        return asSaid.name();
    }

    @Override
    public Strength strength() {
        return asSaid.strength();
    }

    @Override
    public TermState begin(PlacementProblem problem) {
        return of(problem.fleet()).begin(problem);
    }

    @Override
    public double amount(PlacementProblem problem, Placement placement) {
        return of(problem.fleet()).amount(problem, placement);
    }

    private PlacementTerm of(Fleet fleet) {
        Meant known = last;
        if (known.vms() != fleet.vms()) {
            VmNames names = VmNames.of(fleet.vms());
            known = new Meant(fleet.vms(), stated.form().of(vm -> oneOf(names.meantBy(vm.value()), vm)));
            last = known;
        }
        return known.term();
    }

    private static VmId oneOf(Set<VmId> meant, VmId said) {
        return meant.size() == 1 ? meant.iterator().next() : said;
    }

    /** {@return what is not clear, and who stays meanwhile: whoever the term names, or may name} */
    static List<Hold> holds(StatedTerm stated, VmNames names) {
        Map<String, Set<VmId>> unclear = new LinkedHashMap<>();
        Set<VmId> held = new LinkedHashSet<>();
        for (Mention vm : stated.vms()) {
            Set<VmId> meant = names.meantBy(vm.name());
            held.addAll(meant);
            if (meant.size() != 1) {
                unclear.put(vm.name(), meant);
            }
        }
        List<Hold> holds = new ArrayList<>();
        unclear.forEach((name, candidates) ->
                holds.add(new Hold.UnclearVm("term " + stated.name().name(), name, candidates, held)));
        return holds;
    }
}
