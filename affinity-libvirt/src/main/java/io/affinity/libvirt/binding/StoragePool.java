// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.access.HostUnreachableException;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.StoragePoolPointer;

/**
 * A storage pool of a host, as it was when it was asked for.
 *
 * @param isActive whether its volumes can be used
 * @param xml its description
 */
public record StoragePool(boolean isActive, String xml) {

    /**
     * {@return the pool of this name, or null if the host has none}
     *
     * @throws CallRefusedException with {@link ErrorCode#NO_SUPPORT} if the host knows nothing of storage pools
     * @throws HostUnreachableException if the connection is lost
     */
    public static @Nullable StoragePool named(NativeConnection host, String name) {
        StoragePoolPointer pool;
        try {
            pool = host.object(
                    "virStoragePoolLookupByName", calls -> calls.virStoragePoolLookupByName(host.pointer(), name));
        } catch (CallRefusedException e) {
            if (e.code() == ErrorCode.NO_STORAGE_POOL) {
                return null;
            }
            throw e;
        }
        try {
            return new StoragePool(
                    host.call("virStoragePoolIsActive", calls -> calls.virStoragePoolIsActive(pool)) == 1,
                    host.text("virStoragePoolGetXMLDesc", calls -> calls.virStoragePoolGetXMLDesc(pool, 0)));
        } finally {
            host.calls().virStoragePoolFree(pool);
        }
    }
}
