// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import java.util.Collection;

/**
 * A placement problem: scenarios, weights, migration costs, banned targets, closed hosts, allowances, VMs for relief only, and the
 * names of the terms.
 */
final class ProblemCodec {

    private ProblemCodec() {}

    static void write(MessageWriter out, PlacementProblem problem) {
        ScenarioCodec.write(out, problem.scenarios());
        out.real(problem.weights().contention());
        out.real(problem.weights().shortfall());
        out.real(problem.weights().activeHost());
        out.real(problem.weights().imbalance());
        out.list(problem.migrationCosts().entrySet(), entry -> {
            out.text(entry.getKey().value());
            out.real(entry.getValue());
        });
        out.list(problem.bannedTargets().entrySet(), entry -> {
            out.text(entry.getKey().value());
            out.list(entry.getValue(), host -> out.text(host.value()));
        });
        out.list(problem.closedHosts(), host -> out.text(host.value()));
        out.list(problem.allowances(), allowance -> AllowanceCodec.write(out, allowance));
        out.list(problem.reliefOnly(), vm -> out.text(vm.value()));
        out.list(problem.terms(), term -> out.text(term.name()));
    }

    static PlacementProblem read(MessageReader in, Collection<? extends PlacementTerm> terms) {
        // Arguments are read in the order in which they stand here.
        return PlacementProblem.builder(
                        ScenarioCodec.read(in), new ObjectiveWeights(in.real(), in.real(), in.real(), in.real()))
                .migrationCosts(in.map(() -> new VmId(in.text()), in::real))
                .bannedTargets(in.map(() -> new VmId(in.text()), () -> in.set(() -> new HostId(in.text()))))
                .closedHosts(in.set(() -> new HostId(in.text())))
                .allowances(in.list(() -> AllowanceCodec.read(in)))
                .reliefOnly(in.set(() -> new VmId(in.text())))
                .terms(in.list(() -> term(in.text(), terms)))
                .build();
    }

    private static PlacementTerm term(String name, Collection<? extends PlacementTerm> terms) {
        for (PlacementTerm term : terms) {
            if (term.name().equals(name)) {
                return term;
            }
        }
        throw new IllegalArgumentException("The term (" + name + ") must be one of "
                + terms.stream().map(PlacementTerm::name).toList() + ".");
    }
}
