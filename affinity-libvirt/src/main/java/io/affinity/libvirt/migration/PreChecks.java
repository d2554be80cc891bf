package io.affinity.libvirt.migration;

import io.affinity.libvirt.binding.CallRefusedException;
import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.DomainState;
import io.affinity.libvirt.binding.ErrorCode;
import io.affinity.libvirt.binding.LibvirtAccessException;
import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.inventory.DomainDescription;
import io.affinity.libvirt.inventory.HostFacts;
import io.affinity.libvirt.inventory.Inventory;
import io.affinity.libvirt.inventory.MalformedDescriptionException;
import io.affinity.libvirt.inventory.VmName;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.model.HostId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What can be known to go wrong before a byte is sent, each thing in a sentence. What only the daemons can judge, such as
 * whether a disk is on shared storage, they judge themselves, before a byte is sent as well.
 */
final class PreChecks {

    private final HostConnections connections;
    private final Inventory inventory;
    private final Transport transport;
    private final Set<HostId> peers;

    /** @param peers hosts of which it is known how other daemons reach theirs */
    PreChecks(HostConnections connections, Inventory inventory, Transport transport, Set<HostId> peers) {
        this.connections = connections;
        this.inventory = inventory;
        this.transport = transport;
        this.peers = Set.copyOf(peers);
    }

    /**
     * What the source says of the VM.
     *
     * @param isCpuLacking whether not even the source would give it the CPU with which it runs there
     */
    private record Guest(
            DomainKey key,
            DomainState state,
            DomainDescription description,
            long memoryBytes,
            boolean hasJob,
            boolean isCpuLacking,
            HostFacts host) {}

    /**
     * What the target says.
     *
     * @param namesake the domain there with the VM's name or UUID, or null
     * @param memoryBytes that it could give; negative if it does not tell
     * @param isCpuLacking whether it cannot give the VM's CPU
     */
    private record Room(HostFacts facts, @Nullable DomainKey namesake, long memoryBytes, boolean isCpuLacking) {}

    /** {@return why this cannot be migrated, or nothing if it may be tried} */
    List<String> refusals(MigrationRequest request) {
        Migration migration = request.migration();
        for (HostId host : List.of(migration.source(), migration.target())) {
            if (!connections.hosts().contains(host)) {
                return List.of("The host " + host + " is not one of " + connections.hosts() + ".");
            }
        }
        if (transport == Transport.PEER_TO_PEER && !isReachableForOthers(migration.target())) {
            return List.of("The daemon of " + migration.source() + " cannot reach that of " + migration.target()
                    + " by "
                    + connections.to(migration.target()).uri() + ", which works on one machine only: give the target an"
                    + " address for its peers.");
        }
        try {
            Guest guest = ask(migration.source(), "looking at VM " + migration.vm(), c -> guest(migration, c));
            List<String> refusals = new ArrayList<>(ofGuest(migration, guest));
            if (refusals.isEmpty()) {
                Room room = ask(migration.target(), "looking for room", c -> room(migration, guest, c));
                refusals.addAll(ofRoom(migration, guest, room));
            }
            return refusals;
        } catch (CallRefusedException e) {
            return List.of(
                    e.code() == ErrorCode.NO_DOMAIN
                            ? "There is no VM " + migration.vm() + " on " + migration.source() + "."
                            : String.valueOf(e.getMessage()));
        } catch (LibvirtAccessException | MalformedDescriptionException e) {
            return List.of("Nothing was started: " + e.getMessage());
        }
    }

    /** Without a host's name a URI means the machine that uses it; a socket may be seen by both. */
    private boolean isReachableForOthers(HostId host) {
        String uri = connections.to(host).uri();
        return peers.contains(host) || !uri.contains(":///") || uri.contains("socket=");
    }

    private <T> T ask(HostId host, String what, Function<NativeConnection, T> question) {
        return connections.to(host).call(what, question);
    }

    private Guest guest(Migration migration, NativeConnection source) {
        try (NativeDomain domain = VmName.of(migration.vm()).on(source)) {
            DomainState state = domain.state();
            boolean isActive = state.runs() || state.holds();
            DomainDescription description = DomainDescription.parse(domain.xml(0));
            return new Guest(
                    domain.key(),
                    state,
                    description,
                    domain.allocation().memoryBytes(),
                    isActive && domain.jobStatistics(0).isRunning(),
                    new CpuNeed(description.platform()).isLackingOn(source),
                    inventory.facts(migration.source(), source));
        }
    }

    private static List<String> ofGuest(Migration migration, Guest guest) {
        List<String> refusals = new ArrayList<>();
        if (!guest.state().runs()) {
            refusals.add("The VM " + migration.vm() + " does not run on " + migration.source() + " (state "
                    + guest.state().state() + ", reason " + guest.state().reason() + ").");
        }
        if (guest.hasJob()) {
            refusals.add("The VM " + migration.vm() + " is busy with another job of libvirt.");
        }
        guest.description().obstacles().forEach(obstacle -> refusals.add(obstacle.device() + ": " + obstacle.reason()));
        return refusals;
    }

    private Room room(Migration migration, Guest guest, NativeConnection target) {
        DomainKey key = guest.key();
        Map<String, Long> memory = target.memoryKibibytes();
        long free = memory.getOrDefault("free", -1L);
        long available =
                free < 0 ? -1 : (free + memory.getOrDefault("buffers", 0L) + memory.getOrDefault("cached", 0L)) * 1024;
        DomainKey namesake = found(target, c -> c.domain(key.uuid()));
        return new Room(
                inventory.facts(migration.target(), target),
                namesake == null ? found(target, c -> c.domainNamed(key.name())) : namesake,
                available,
                new CpuNeed(guest.description().platform()).isLackingOn(target));
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

    private static List<String> ofRoom(Migration migration, Guest guest, Room room) {
        List<String> refusals = new ArrayList<>();
        HostId target = migration.target();
        DomainKey namesake = room.namesake();
        String uuid = guest.host().uuid();
        if (room.facts().uuid().equals(uuid) && !uuid.isEmpty()) {
            refusals.add("Source and target are one and the same libvirt host, with UUID " + uuid + ".");
        } else if (namesake != null && !namesake.uuid().equals(guest.key().uuid())) {
            refusals.add("Another VM with the name " + namesake.name() + " (UUID " + namesake.uuid() + ") is on "
                    + target + " already.");
        } else if (namesake != null && !namesake.name().equals(guest.key().name())) {
            refusals.add("A VM with the same UUID, but called " + namesake.name() + ", is on " + target + " already.");
        } else if (namesake != null && namesake.id() >= 0) {
            refusals.add("The VM is active on " + target + " already.");
        }
        if (room.memoryBytes() >= 0 && room.memoryBytes() < guest.memoryBytes()) {
            refusals.add(target + " has " + room.memoryBytes() + " bytes of memory left; the VM needs "
                    + guest.memoryBytes() + ".");
        }
        Set<String> missing = new TreeSet<>(guest.description().neededFeatures());
        missing.removeAll(room.facts().features());
        // A VM may run with a CPU model that not even its present host lists as usable.
        missing.retainAll(guest.host().features());
        if (!missing.isEmpty()) {
            refusals.add(target + " lacks what the VM needs: " + String.join(", ", missing) + ".");
        } else if (room.isCpuLacking() && !guest.isCpuLacking()) {
            refusals.add("The hypervisor of " + target + " cannot give the VM all features of its CPU; there, \"virsh"
                    + " hypervisor-cpu-compare --error\" with the VM's description names those that it lacks.");
        }
        return refusals;
    }
}
