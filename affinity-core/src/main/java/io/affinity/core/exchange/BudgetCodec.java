// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.MigrationBudget.Subject;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.VmId;

/** A migration budget: kind of subject and who it is, limit, window. Names of kinds must never change. */
final class BudgetCodec {

    private BudgetCodec() {}

    static void write(MessageWriter out, MigrationBudget budget) {
        if (budget.subject() instanceof Subject.Group group) {
            out.text("group");
            out.list(group.vms(), vm -> out.text(vm.value()));
        } else if (budget.subject() instanceof Subject.OfTenant of) {
            out.text("tenant");
            out.text(of.tenant().value());
        } else {
            out.text(budget.subject() instanceof Subject.EachVm ? "each-vm" : "each-host");
        }
        out.integer(budget.limit());
        out.duration(budget.window());
    }

    static MigrationBudget read(MessageReader in) {
        return new MigrationBudget(readSubject(in), in.integer(), in.duration());
    }

    private static Subject readSubject(MessageReader in) {
        String kind = in.text();
        return switch (kind) {
            case "group" -> new Subject.Group(in.set(() -> new VmId(in.text())));
            case "tenant" -> new Subject.OfTenant(new Tenant(in.text()));
            case "each-vm" -> new Subject.EachVm();
            case "each-host" -> new Subject.EachHost();
            default -> throw new IllegalArgumentException("The subject of a budget (" + kind + ") is not known.");
        };
    }
}
