// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.ErrorCode;
import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.binding.NativeEvent;
import io.affinity.libvirt.connection.HostListener;
import io.affinity.spi.model.HostId;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what hosts and domains are made of. What a host tells by itself makes it forget; what was not read for a while it
 * forgets as well, for events can be missed. Asks no host by itself. Thread-safe.
 */
public final class Descriptions implements HostListener {

    private final long refreshNanos;
    private final LongSupplier nanoTime;
    private final Map<HostId, Remembered> byHost = new LinkedHashMap<>();

    /** @param refresh after which what was read is read again; positive */
    public Descriptions(Duration refresh) {
        this(refresh, System::nanoTime);
    }

    Descriptions(Duration refresh, LongSupplier nanoTime) {
        if (refresh.isNegative() || refresh.isZero()) {
            throw new IllegalArgumentException("The refresh interval (" + refresh + ") must be positive.");
        }
        this.refreshNanos = refresh.toNanos();
        this.nanoTime = nanoTime;
    }

    /** {@return what the host is made of, asked of {@code connection} unless it is remembered} */
    public HostFacts facts(HostId host, NativeConnection connection) {
        return facts(host, () -> HostFactsReader.read(connection));
    }

    HostFacts facts(HostId host, Supplier<HostFacts> reader) {
        Remembered own = remembered(host);
        long happened;
        synchronized (own) {
            if (own.facts != null && own.factsHappened >= own.connectedHappened && isFresh(own.factsReadAt)) {
                return own.facts;
            }
            happened = own.happened;
        }
        long began = nanoTime.getAsLong();
        HostFacts read = reader.get();
        synchronized (own) {
            if (own.facts == null || happened >= own.factsHappened) {
                own.facts = read;
                own.factsReadAt = began;
                own.factsHappened = happened;
            }
        }
        return read;
    }

    /** {@return what the host is made of as last read, or null if it never was} */
    public @Nullable HostFacts lastFacts(HostId host) {
        Remembered own = remembered(host);
        synchronized (own) {
            return own.facts;
        }
    }

    /** {@return which of these domains have to be read: not known in this run, changed, or read too long ago} */
    public List<DomainKey> unread(HostId host, Collection<DomainKey> domains) {
        Remembered own = remembered(host);
        synchronized (own) {
            return domains.stream().filter(key -> !own.knows(key, this)).toList();
        }
    }

    /** {@return what is remembered of a domain in this run of it, or null} */
    public @Nullable DomainDescription description(HostId host, DomainKey domain) {
        Remembered own = remembered(host);
        synchronized (own) {
            Entry entry = own.domains.get(domain.uuid());
            return entry == null || entry.id != domain.id() ? null : entry.description;
        }
    }

    /** Reads domains and remembers them. One that is gone meanwhile is left out. */
    public void read(HostId host, NativeConnection connection, Collection<DomainKey> domains) {
        read(host, key -> describe(connection, key), domains);
    }

    void read(HostId host, Function<DomainKey, @Nullable DomainDescription> reader, Collection<DomainKey> domains) {
        Remembered own = remembered(host);
        for (DomainKey key : domains) {
            long began = nanoTime.getAsLong();
            long happened;
            synchronized (own) {
                happened = own.happened;
            }
            DomainDescription description = reader.apply(key);
            if (description != null) {
                synchronized (own) {
                    own.remember(key.uuid(), new Entry(key.id(), description, began, happened));
                }
            }
        }
    }

    private static @Nullable DomainDescription describe(NativeConnection connection, DomainKey key) {
        try (NativeDomain domain = connection.domain(key.uuid())) {
            return DomainDescription.parse(domain.xml(0));
        } catch (CallRefusedException e) {
            if (e.code() == ErrorCode.NO_DOMAIN) {
                return null;
            }
            throw e;
        } catch (MalformedDescriptionException e) {
            return DomainDescription.unreadable(key, String.valueOf(e.getMessage()));
        }
    }

    /** Forgets domains that are not among these any more. */
    public void keepOnly(HostId host, Set<UUID> domains) {
        Remembered own = remembered(host);
        synchronized (own) {
            own.domains.keySet().retainAll(domains);
            own.changed.keySet().retainAll(domains);
        }
    }

    @Override
    public void connected(HostId host) {
        Remembered own = remembered(host);
        synchronized (own) {
            own.connectedHappened = ++own.happened;
        }
    }

    @Override
    public void event(HostId host, NativeEvent event) {
        if (event instanceof NativeEvent.DescriptionChanged changed) {
            forget(host, changed.domain());
        } else if (event instanceof NativeEvent.Lifecycle lifecycle) {
            forget(host, lifecycle.domain());
        }
    }

    private void forget(HostId host, DomainKey domain) {
        Remembered own = remembered(host);
        synchronized (own) {
            own.changed.put(domain.uuid(), ++own.happened);
        }
    }

    private boolean isFresh(long readAt) {
        return nanoTime.getAsLong() - readAt < refreshNanos;
    }

    private Remembered remembered(HostId host) {
        synchronized (byHost) {
            return byHost.computeIfAbsent(host, unknown -> new Remembered());
        }
    }

    /**
     * @param readAt when its reading began
     * @param happened how much the host had told when its reading began: of what came later it may know nothing
     */
    private record Entry(int id, DomainDescription description, long readAt, long happened) {}

    /** What is known of one host; guarded by itself. What the host tells is counted, so that no clock has to be trusted. */
    private static final class Remembered {

        private final Map<UUID, Entry> domains = new LinkedHashMap<>();
        private final Map<UUID, Long> changed = new LinkedHashMap<>();
        private long happened;
        private long connectedHappened;
        private @Nullable HostFacts facts;
        private long factsReadAt;
        private long factsHappened;

        /** Unless another reader, which began later, was faster. */
        void remember(UUID uuid, Entry entry) {
            Entry other = domains.get(uuid);
            if (other == null || other.happened <= entry.happened) {
                domains.put(uuid, entry);
            }
        }

        boolean knows(DomainKey key, Descriptions descriptions) {
            Entry entry = domains.get(key.uuid());
            return entry != null
                    && entry.id == key.id()
                    && entry.happened >= connectedHappened
                    && entry.happened >= changed.getOrDefault(key.uuid(), 0L)
                    && descriptions.isFresh(entry.readAt);
        }
    }
}
