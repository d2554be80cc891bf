package io.affinity.libvirt.migration;

import io.affinity.spi.model.HostId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How migrations are carried out.
 *
 * @param transport who talks to the target
 * @param diskCopy what happens to disks that only the source can reach
 * @param parallelConnections for memory, 0 for a single one without QEMU's multifd
 * @param compression libvirt's name of a method, such as {@code xbzrle}; empty for none
 * @param tls whether memory is sent encrypted; both hosts need certificates for that
 * @param poll time between two looks at a migration under way; positive
 * @param stall after which a migration that sends nothing is given up; positive
 * @param convergence time over which the rest must shrink by a tenth; otherwise the VM writes too fast; positive
 * @param settling for which hosts are asked again where the VM is, after a migration whose end was not seen; positive
 * @param sharedPaths folders that all hosts see alike; disks below them are never copied
 * @param addresses by which the source sends memory and disks to a host: a host name, or an IP address, of the network that
 *     is meant for that; where none is given, the host's daemon names one
 */
public record MigratorSettings(
        Transport transport,
        DiskCopy diskCopy,
        int parallelConnections,
        String compression,
        boolean tls,
        Duration poll,
        Duration stall,
        Duration convergence,
        Duration settling,
        List<String> sharedPaths,
        Map<HostId, String> addresses) {

    /** A name or an IPv4 address, or an IPv6 address. */
    private static final Pattern ADDRESS =
            Pattern.compile("[\\p{Alnum}._-]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /**
     * Peer to peer, shared disks, one plain connection; a look each half second; 30 s without a byte is a stall, 10 s
     * without a tenth less to copy is no convergence; a minute to find out how a migration ended.
     */
    public static final MigratorSettings DEFAULT = new MigratorSettings(
            Transport.PEER_TO_PEER,
            DiskCopy.REFUSE,
            0,
            "",
            false,
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            List.of(),
            Map.of());

    public MigratorSettings {
        if (parallelConnections < 0) {
            throw new IllegalArgumentException(
                    "The number of parallel connections (" + parallelConnections + ") must not be negative.");
        }
        requirePositive("poll interval", poll);
        requirePositive("stall limit", stall);
        requirePositive("convergence window", convergence);
        requirePositive("settling time", settling);
        sharedPaths = List.copyOf(sharedPaths);
        addresses = Map.copyOf(addresses);
        addresses.forEach(MigratorSettings::requireAddress);
        for (String path : sharedPaths) {
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("The shared path (" + path + ") must begin with a slash.");
            }
        }
    }

    private static void requirePositive(String thing, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("The " + thing + " (" + value + ") must be positive.");
        }
    }

    private static void requireAddress(HostId host, String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("The address (" + address + ") for migrations to host " + host
                    + " must be a host name or an IP address, without a port.");
        }
    }

    public MigratorSettings withTransport(Transport newTransport) {
        return new MigratorSettings(
                newTransport,
                diskCopy,
                parallelConnections,
                compression,
                tls,
                poll,
                stall,
                convergence,
                settling,
                sharedPaths,
                addresses);
    }

    public MigratorSettings withDiskCopy(DiskCopy newDiskCopy) {
        return new MigratorSettings(
                transport,
                newDiskCopy,
                parallelConnections,
                compression,
                tls,
                poll,
                stall,
                convergence,
                settling,
                sharedPaths,
                addresses);
    }

    public MigratorSettings withParallelConnections(int newParallelConnections) {
        return new MigratorSettings(
                transport,
                diskCopy,
                newParallelConnections,
                compression,
                tls,
                poll,
                stall,
                convergence,
                settling,
                sharedPaths,
                addresses);
    }

    public MigratorSettings withCompression(String newCompression) {
        return new MigratorSettings(
                transport,
                diskCopy,
                parallelConnections,
                newCompression,
                tls,
                poll,
                stall,
                convergence,
                settling,
                sharedPaths,
                addresses);
    }

    public MigratorSettings withTls(boolean newTls) {
        return new MigratorSettings(
                transport,
                diskCopy,
                parallelConnections,
                compression,
                newTls,
                poll,
                stall,
                convergence,
                settling,
                sharedPaths,
                addresses);
    }

    /** {@return a copy with these times} */
    public MigratorSettings withTimes(
            Duration newPoll, Duration newStall, Duration newConvergence, Duration newSettling) {
        return new MigratorSettings(
                transport,
                diskCopy,
                parallelConnections,
                compression,
                tls,
                newPoll,
                newStall,
                newConvergence,
                newSettling,
                sharedPaths,
                addresses);
    }

    /** {@return a copy in which disks below these folders, which all hosts see alike, are not copied} */
    public MigratorSettings withSharedPaths(List<String> newSharedPaths) {
        return new MigratorSettings(
                transport,
                diskCopy,
                parallelConnections,
                compression,
                tls,
                poll,
                stall,
                convergence,
                settling,
                newSharedPaths,
                addresses);
    }

    /** {@return a copy in which memory and disks are sent to hosts by these addresses} */
    public MigratorSettings withAddresses(Map<HostId, String> newAddresses) {
        return new MigratorSettings(
                transport,
                diskCopy,
                parallelConnections,
                compression,
                tls,
                poll,
                stall,
                convergence,
                settling,
                sharedPaths,
                newAddresses);
    }
}
