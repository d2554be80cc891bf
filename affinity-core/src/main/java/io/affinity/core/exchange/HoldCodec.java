// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import io.affinity.spi.model.Hold;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.Set;

/** A hold: its kind, then its fields in their order. */
final class HoldCodec {

    private static final String UNCLEAR_VM = "unclear-vm";
    private static final String UNKNOWN_HOST = "unknown-host";
    private static final String RUNS_TWICE = "runs-twice";

    private HoldCodec() {}

    static void write(MessageWriter out, Hold hold) {
        if (hold instanceof Hold.UnclearVm unclear) {
            out.text(UNCLEAR_VM);
            out.text(unclear.said());
            out.text(unclear.name());
            out.list(unclear.candidates(), vm -> out.text(vm.value()));
            out.list(unclear.vms(), vm -> out.text(vm.value()));
        } else if (hold instanceof Hold.UnknownHost unknown) {
            out.text(UNKNOWN_HOST);
            out.text(unknown.said());
            out.text(unknown.name());
            out.list(unknown.vms(), vm -> out.text(vm.value()));
        } else if (hold instanceof Hold.RunsTwice twice) {
            out.text(RUNS_TWICE);
            out.text(twice.vm().value());
            out.list(twice.hosts(), host -> out.text(host.value()));
        } else {
            throw new AssertionError("A kind of hold without bytes: " + hold);
        }
    }

    static Hold read(MessageReader in) {
        String kind = in.text();
        return switch (kind) {
            case UNCLEAR_VM -> new Hold.UnclearVm(in.text(), in.text(), vms(in), vms(in));
            case UNKNOWN_HOST -> new Hold.UnknownHost(in.text(), in.text(), vms(in));
            case RUNS_TWICE -> new Hold.RunsTwice(new VmId(in.text()), in.set(() -> new HostId(in.text())));
            default -> throw new IllegalArgumentException("There is no kind of hold (" + kind + ").");
        };
    }

    private static Set<VmId> vms(MessageReader in) {
        return in.set(() -> new VmId(in.text()));
    }
}
