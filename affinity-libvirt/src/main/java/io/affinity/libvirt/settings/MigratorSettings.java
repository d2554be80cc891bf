// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.settings;

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

    private static final int MOST_DAYS = 365;

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
        if (value.toDays() > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "The " + thing + " (" + value + ") must be at most " + MOST_DAYS + " days.");
        }
    }

    private static void requireAddress(HostId host, String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("The address (" + address + ") for migrations to host " + host
                    + " must be a host name or an IP address, without a port.");
        }
    }

    /** Starts from {@link #DEFAULT}. */
    public static Builder builder() {
        return DEFAULT.toBuilder();
    }

    /** Starts from these. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Changes some of the settings, which mean what the record says of them. Not thread-safe. */
    public static final class Builder {

        private Transport transport;
        private DiskCopy diskCopy;
        private int parallelConnections;
        private String compression;
        private boolean tls;
        private Duration poll;
        private Duration stall;
        private Duration convergence;
        private Duration settling;
        private List<String> sharedPaths;
        private Map<HostId, String> addresses;

        private Builder(MigratorSettings from) {
            transport = from.transport;
            diskCopy = from.diskCopy;
            parallelConnections = from.parallelConnections;
            compression = from.compression;
            tls = from.tls;
            poll = from.poll;
            stall = from.stall;
            convergence = from.convergence;
            settling = from.settling;
            sharedPaths = from.sharedPaths;
            addresses = from.addresses;
        }

        public Builder transport(Transport value) {
            transport = value;
            return this;
        }

        public Builder diskCopy(DiskCopy value) {
            diskCopy = value;
            return this;
        }

        public Builder parallelConnections(int value) {
            parallelConnections = value;
            return this;
        }

        public Builder compression(String value) {
            compression = value;
            return this;
        }

        public Builder tls(boolean value) {
            tls = value;
            return this;
        }

        public Builder poll(Duration value) {
            poll = value;
            return this;
        }

        public Builder stall(Duration value) {
            stall = value;
            return this;
        }

        public Builder convergence(Duration value) {
            convergence = value;
            return this;
        }

        public Builder settling(Duration value) {
            settling = value;
            return this;
        }

        public Builder sharedPaths(List<String> value) {
            sharedPaths = value;
            return this;
        }

        public Builder addresses(Map<HostId, String> value) {
            addresses = value;
            return this;
        }

        /**
         * {@return the settings}
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public MigratorSettings build() {
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
                    addresses);
        }
    }
}
