// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import io.affinity.openstack.compute.ComputeService;
import io.affinity.openstack.compute.MigrationRecord;
import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.compute.Server;
import io.affinity.openstack.http.ApiException;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is, as far as Nova can know: its database names one host, whose nova-compute may be silent. A migration under way holds a second
 * copy on its target.
 */
final class Inspection {

    private final Nova nova;
    private final KnownHosts hosts;
    private final Duration poll;
    private final Duration settling;

    Inspection(Nova nova, KnownHosts hosts, Duration poll, Duration settling) {
        this.nova = nova;
        this.hosts = hosts;
        this.poll = poll;
        this.settling = settling;
    }

    /**
     * {@return where the server is; a migration that nobody has put on record yet, as in its first half second, is waited for as long as Nova may
     * need}
     */
    ActualState of(VmId vm) {
        Stopwatch waited = new Stopwatch(System::nanoTime);
        while (true) {
            try {
                Server server = nova.server(vm.value());
                MigrationRecord record = server == null || !server.isMigrating() ? null : underWay(vm);
                boolean isUnclear =
                        server != null && server.isMigrating() && (record == null || record.target() == null);
                if (!isUnclear || waited.hasReached(settling)) {
                    return state(vm, server, record, isUnclear);
                }
                Thread.sleep(poll.toMillis());
            } catch (ApiException e) {
                return new ActualState(vm, Set.of(), Set.of(), hosts.last());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new ActualState(vm, Set.of(), Set.of(), hosts.last());
            }
        }
    }

    private @Nullable MigrationRecord underWay(VmId vm) throws ApiException {
        List<MigrationRecord> records = nova.migrations(vm.value());
        return records.isEmpty() || records.get(0).status().isFinal() ? null : records.get(0);
    }

    /** Services are asked last, so that a host is not believed for longer than it answers. */
    private ActualState state(VmId vm, @Nullable Server server, @Nullable MigrationRecord record, boolean isUnclear)
            throws ApiException {
        Set<HostId> silent = silent(hosts.now());
        Set<HostId> active = new TreeSet<>();
        Set<HostId> paused = new TreeSet<>();
        if (server != null && server.host() != null && runs(server)) {
            active.add(new HostId(server.host()));
        }
        if (record != null && record.target() != null) {
            paused.add(new HostId(record.target()));
        } else if (isUnclear) {
            // It may be on its way to any of them.
            silent.addAll(hosts.last());
            silent.removeAll(active);
        }
        active.removeAll(silent);
        paused.removeAll(silent);
        paused.removeAll(active);
        return new ActualState(vm, active, paused, silent);
    }

    /** Nova sets ERROR where a request has failed, whatever the server does. */
    private static boolean runs(Server server) {
        return server.powerState() == Server.RUNNING
                || server.isMigrating()
                || server.status().equals("ACTIVE");
    }

    private static Set<HostId> silent(Collection<ComputeService> services) {
        Set<HostId> silent = new TreeSet<>();
        for (ComputeService service : services) {
            if (!service.isUp()) {
                silent.add(new HostId(service.host()));
            }
        }
        return silent;
    }
}
