// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.access.LibvirtAccessException;
import io.affinity.libvirt.binding.DomainState;
import io.affinity.libvirt.binding.ErrorCode;
import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.connection.HostConnection;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.inventory.DomainIdentity;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Asks all hosts, at once, where a VM is. Takes as long as the ordinary limit of a call, however many hosts are silent. */
final class Inspection {

    /** Two hosts are never asked at the same instant: a VM that switches over meanwhile is seen twice, or not at all. */
    private static final int LOOKS = 4;

    private final HostConnections connections;

    Inspection(HostConnections connections) {
        this.connections = connections;
    }

    /** {@return where the VM is; one that switches over while it is looked for is looked for again} */
    Copies of(VmId vm) {
        Copies copies = look(vm);
        for (int i = 1; i < LOOKS && isFleeting(copies.actual()); i++) {
            copies = look(vm);
        }
        return copies;
    }

    private static boolean isFleeting(ActualState state) {
        boolean runsNowhere = state.activeOn().isEmpty() && state.unreachable().isEmpty();
        return state.activeOn().size() > 1 || runsNowhere;
    }

    private Copies look(VmId vm) {
        Map<HostId, CompletableFuture<Optional<DomainState>>> answers = new LinkedHashMap<>();
        for (HostConnection host : connections.all()) {
            answers.put(host.host(), host.submit("looking for VM " + vm, connection -> state(connection, vm)));
        }
        Map<HostId, DomainState> states = new LinkedHashMap<>();
        Set<HostId> unreachable = new TreeSet<>();
        answers.forEach((host, answer) -> {
            try {
                answer.join().ifPresent(state -> states.put(host, state));
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof LibvirtAccessException)) {
                    throw e;
                }
                unreachable.add(host);
            }
        });
        return new Copies(vm, states, unreachable);
    }

    private static Optional<DomainState> state(NativeConnection connection, VmId vm) {
        try (NativeDomain domain = DomainIdentity.on(connection, vm)) {
            return Optional.of(domain.state());
        } catch (CallRefusedException e) {
            if (e.code() == ErrorCode.NO_DOMAIN) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
