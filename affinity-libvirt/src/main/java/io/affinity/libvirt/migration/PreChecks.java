// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.access.HostUnreachableException;
import io.affinity.libvirt.access.LibvirtAccessException;
import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.DomainState;
import io.affinity.libvirt.binding.ErrorCode;
import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.binding.StoragePool;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.inventory.Descriptions;
import io.affinity.libvirt.inventory.DomainDescription;
import io.affinity.libvirt.inventory.DomainIdentity;
import io.affinity.libvirt.inventory.HostFacts;
import io.affinity.libvirt.inventory.MalformedDescriptionException;
import io.affinity.libvirt.inventory.PooledDisk;
import io.affinity.libvirt.settings.HostAddress;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.libvirt.settings.Transport;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure.Refusal;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.model.HostId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What can be known to go wrong before a byte is sent. What only the daemons can judge, such as
 * whether a file is on shared storage, they judge themselves, before a byte is sent as well.
 */
final class PreChecks {

    /** A driver without this function, and a size of pages that the host's kernel does not have. */
    private static final Set<Integer> UNTOLD =
            Set.of(ErrorCode.NO_SUPPORT, ErrorCode.OPERATION_FAILED, ErrorCode.INTERNAL_ERROR);

    private final HostConnections connections;
    private final Descriptions descriptions;
    private final MigratorSettings settings;
    private final Set<HostId> peers;

    /** @param peers hosts of which it is known how other daemons reach theirs */
    PreChecks(HostConnections connections, Descriptions descriptions, MigratorSettings settings, Set<HostId> peers) {
        this.connections = connections;
        this.descriptions = descriptions;
        this.settings = settings;
        this.peers = Set.copyOf(peers);
    }

    /** {@return why this cannot be migrated, or nothing if it may be tried} */
    List<Refusal> refusals(MigrationRequest request) {
        Migration migration = request.migration();
        for (HostId host : List.of(migration.source(), migration.target())) {
            if (!connections.hosts().contains(host)) {
                return refusal(
                        FailureCause.HOST_UNKNOWN, "The host " + host + " is not one of " + connections.hosts() + ".");
            }
        }
        if (settings.transport() == Transport.CLIENT_MANAGED && request.escalation() == Escalation.POST_COPY) {
            return refusal(
                    FailureCause.CONFIGURATION,
                    "Post-copy is allowed peer to peer only: if this program died while the VM stood between"
                            + " the two daemons, nobody would start it on " + migration.target()
                            + ", and it would be lost.");
        }
        if (settings.transport() == Transport.PEER_TO_PEER && !isReachableForOthers(migration.target())) {
            return refusal(
                    FailureCause.CONFIGURATION,
                    "The daemon of " + migration.source() + " cannot reach that of " + migration.target()
                            + " by "
                            + connections.to(migration.target()).uri()
                            + ", which works on one machine only: name a migration URI of "
                            + migration.target()
                            + ", such as qemu+tls://"
                            + migration.target()
                            + "/system (in a cluster file its migration-uri, in code HostSettings.migrationUri).");
        }
        try {
            Guest guest = ask(migration.source(), "looking at VM " + migration.vm(), c -> guest(migration, c));
            List<Refusal> refusals = new ArrayList<>(ofGuest(migration, guest));
            if (refusals.isEmpty()) {
                Room room = ask(migration.target(), "looking for room", c -> room(migration, guest, c));
                refusals.addAll(RoomCheck.refusals(migration, guest, room));
            }
            return refusals;
        } catch (CallRefusedException e) {
            return switch (e.code()) {
                case ErrorCode.NO_DOMAIN ->
                    refusal(FailureCause.VM_ABSENT, "The VM is not on " + migration.source() + ".");
                case ErrorCode.NO_SUPPORT ->
                    refusal(
                            FailureCause.UNSUPPORTED,
                            "Nothing was started: a driver of libvirt cannot do what a migration needs: "
                                    + e.getMessage());
                default -> refusal(FailureCause.OTHER, String.valueOf(e.getMessage()));
            };
        } catch (HostUnreachableException e) {
            return refusal(FailureCause.CONNECTION, "Nothing was started: " + e.getMessage());
        } catch (LibvirtAccessException e) {
            return refusal(FailureCause.UNSUPPORTED, "Nothing was started: " + e.getMessage());
        } catch (MalformedDescriptionException e) {
            return refusal(FailureCause.CONFIGURATION, "Nothing was started: " + e.getMessage());
        }
    }

    private static List<Refusal> refusal(FailureCause cause, String sentence) {
        return List.of(new Refusal(cause, sentence));
    }

    private boolean isReachableForOthers(HostId host) {
        return peers.contains(host)
                || !new HostAddress(host, connections.to(host).uri()).isLocal();
    }

    private <T> T ask(HostId host, String what, Function<NativeConnection, T> question) {
        return connections.to(host).call(what, question);
    }

    private Guest guest(Migration migration, NativeConnection source) {
        try (NativeDomain domain = DomainIdentity.on(source, migration.vm())) {
            DomainState state = domain.state();
            boolean isActive = state.runs() || state.holds();
            String xml = domain.xml(0);
            DomainDescription description = DomainDescription.parse(xml);
            return new Guest(
                    domain.key(),
                    state,
                    description,
                    domain.allocation().memoryBytes(),
                    isActive && domain.jobStatistics(0).isRunning(),
                    new CpuNeed(description.machine()).isLackingOn(source),
                    DiskNeeds.of(xml, settings),
                    descriptions.facts(migration.source(), source));
        }
    }

    private static List<Refusal> ofGuest(Migration migration, Guest guest) {
        List<Refusal> refusals = new ArrayList<>();
        if (!guest.state().runs()) {
            refusals.addAll(refusal(
                    FailureCause.VM_ABSENT,
                    "The VM does not run on " + migration.source() + " (state "
                            + guest.state().state() + ", reason "
                            + guest.state().reason() + ")."));
        }
        if (guest.hasJob()) {
            refusals.addAll(refusal(FailureCause.VM_BUSY, "The VM is busy with another job of libvirt."));
        }
        guest.description()
                .obstacles()
                .forEach(obstacle -> refusals.addAll(
                        refusal(FailureCause.CONFIGURATION, obstacle.device() + ": " + obstacle.reason())));
        refusals.addAll(guest.disks().ofSource(migration));
        return refusals;
    }

    private Room room(Migration migration, Guest guest, NativeConnection target) {
        DomainKey key = guest.key();
        Map<String, Long> memory = target.host().memoryKibibytes();
        long free = memory.getOrDefault("free", -1L);
        long available =
                free < 0 ? -1 : (free + memory.getOrDefault("buffers", 0L) + memory.getOrDefault("cached", 0L)) * 1024;
        DomainKey namesake = found(target, c -> c.domain(key.uuid()));
        HostFacts facts = descriptions.facts(migration.target(), target);
        Map<Long, Long> freePages = new LinkedHashMap<>();
        for (long size : guest.description().hugepages().pagesOn(facts).keySet()) {
            told(() -> freePages.put(size, target.host().freePages(size)));
        }
        Map<String, @Nullable StoragePool> pools = new LinkedHashMap<>();
        for (PooledDisk disk : guest.disks().pooled()) {
            told(() -> pools.put(disk.pool(), StoragePool.named(target, disk.pool())));
        }
        return new Room(
                facts,
                namesake == null ? found(target, c -> c.domainNamed(key.name())) : namesake,
                available,
                freePages,
                new CpuNeed(guest.description().machine()).isLackingOn(target),
                pools);
    }

    /** What a host cannot tell, its daemon judges by itself when the VM is about to start there. */
    private static void told(Runnable question) {
        try {
            question.run();
        } catch (CallRefusedException e) {
            if (!UNTOLD.contains(e.code())) {
                throw e;
            }
        }
    }

    private static @Nullable DomainKey found(NativeConnection host, Function<NativeConnection, NativeDomain> lookup) {
        try (NativeDomain domain = lookup.apply(host)) {
            return domain.key();
        } catch (CallRefusedException e) {
            if (e.code() == ErrorCode.NO_DOMAIN) {
                return null;
            }
            throw e;
        }
    }
}
