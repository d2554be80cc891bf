// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.MigrationAllowance;
import io.affinity.spi.placement.MigrationAllowance.OfHost;
import io.affinity.spi.placement.MigrationAllowance.OfVms;

/** What is left of a migration budget: whether it is about a host, that host or VMs, how many are left. */
final class AllowanceCodec {

    private AllowanceCodec() {}

    static void write(MessageWriter out, MigrationAllowance allowance) {
        out.flag(allowance instanceof OfHost);
        if (allowance instanceof OfHost one) {
            out.text(one.host().value());
        } else if (allowance instanceof OfVms some) {
            out.list(some.vms(), vm -> out.text(vm.value()));
        }
        out.integer(allowance.left());
    }

    static MigrationAllowance read(MessageReader in) {
        return in.flag()
                ? new OfHost(new HostId(in.text()), in.integer())
                : new OfVms(in.set(() -> new VmId(in.text())), in.integer());
    }
}
