package io.affinity.libvirt.inventory;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.binding.DomainKey;
import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.spi.model.VmId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a domain is called in the fleet: by its name; and where domains of different UUID have one name, by name, {@code @} and
 * UUID, each of them.
 *
 * @param name of the domain
 * @param uuid null where the name alone says which domain is meant
 */
public record VmName(String name, @Nullable UUID uuid) {

    private static final int UUID_LENGTH = 36;

    /** {@return what an id of the fleet means} */
    public static VmName of(VmId id) {
        String text = id.value();
        int at = text.length() - UUID_LENGTH - 1;
        if (at > 0 && text.charAt(at) == '@') {
            try {
                return new VmName(text.substring(0, at), UUID.fromString(text.substring(at + 1)));
            } catch (IllegalArgumentException e) {
                return new VmName(text, null);
            }
        }
        return new VmName(text, null);
    }

    /** {@return the id of each of these domains, by UUID} */
    public static Map<UUID, VmId> ids(Collection<DomainKey> domains) {
        Map<UUID, String> names = new LinkedHashMap<>();
        domains.forEach(domain -> names.put(domain.uuid(), domain.name()));
        Map<String, Integer> uses = new HashMap<>();
        names.values().forEach(name -> uses.merge(name, 1, Integer::sum));
        Map<UUID, VmId> ids = new LinkedHashMap<>();
        names.forEach((uuid, name) ->
                ids.put(uuid, new VmId(uses.getOrDefault(name, 0) == 1 ? name : name + "@" + uuid)));
        return ids;
    }

    /**
     * {@return the domain on a host, to be closed by the caller}
     *
     * @throws CallRefusedException with {@link io.affinity.libvirt.binding.ErrorCode#NO_DOMAIN} if the host does not have it
     */
    public NativeDomain on(NativeConnection host) {
        return uuid == null ? host.domainNamed(name) : host.domain(uuid);
    }
}
