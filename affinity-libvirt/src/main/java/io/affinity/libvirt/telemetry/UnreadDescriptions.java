// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.access.LibvirtAccessException;
import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.inventory.Descriptions;
import io.affinity.libvirt.inventory.MalformedDescriptionException;
import io.affinity.spi.model.HostId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the descriptions read that are not known yet, of all hosts at the same time. */
final class UnreadDescriptions {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadDescriptions.class);

    /** How many descriptions are read in one call; each takes a round trip. */
    private static final int BATCH = 100;

    private final HostConnections connections;
    private final Descriptions descriptions;
    private final LongSupplier nanoTime;

    UnreadDescriptions(HostConnections connections, Descriptions descriptions, LongSupplier nanoTime) {
        this.connections = connections;
        this.descriptions = descriptions;
        this.nanoTime = nanoTime;
    }

    /** What is not read in time is read by a later observation; VMs without a description stay where they are. */
    void read(Map<HostId, HostReading> answered) {
        long began = nanoTime.getAsLong();
        long limit = connections.limits().call().toNanos();
        Set<HostId> pending = new LinkedHashSet<>(answered.keySet());
        while (!pending.isEmpty() && nanoTime.getAsLong() - began < limit) {
            Map<HostId, CompletableFuture<Boolean>> asked = new LinkedHashMap<>();
            for (HostId host : pending) {
                List<DomainKey> unread = descriptions.unread(host, keys(answered, host));
                if (!unread.isEmpty()) {
                    asked.put(host, ask(host, unread));
                }
            }
            pending.clear();
            asked.forEach((host, answer) -> {
                if (isMore(host, answer)) {
                    pending.add(host);
                }
            });
        }
    }

    private CompletableFuture<Boolean> ask(HostId host, List<DomainKey> unread) {
        List<DomainKey> batch = unread.subList(0, Math.min(BATCH, unread.size()));
        return connections.to(host).submit("descriptions", connection -> {
            descriptions.read(host, connection, batch);
            return unread.size() > batch.size();
        });
    }

    /** A host that takes too long over it goes on with it, and is not waited for. */
    private static boolean isMore(HostId host, CompletableFuture<Boolean> answer) {
        try {
            return answer.copy()
                    .completeOnTimeout(false, LibvirtTelemetry.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LibvirtAccessException
                    || e.getCause() instanceof MalformedDescriptionException) {
                LOG.warn(
                        "Host {} does not describe its domains. {}",
                        host,
                        e.getCause().getMessage());
                return false;
            }
            throw e;
        }
    }

    private static List<DomainKey> keys(Map<HostId, HostReading> readings, HostId host) {
        HostReading reading = readings.get(host);
        return reading == null
                ? List.of()
                : reading.domains().stream().map(DomainReading::key).toList();
    }
}
