// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

/** What stood in the way of a migration, as far as a program can do something about it. */
public enum FailureCause {
    /** A host that is not one of the fleet's. */
    HOST_UNKNOWN(false),
    /** The VM does not run on the source. */
    VM_ABSENT(false),
    /** The VM is being migrated, or busy otherwise. */
    VM_BUSY(true),
    /** The target holds the VM already, or another one of its name. */
    NAMESAKE(false),
    /** The target is short of memory just now. */
    NO_ROOM(true),
    /** Hardware or hypervisor of the target do not suit the VM. */
    INCOMPATIBLE_HOST(false),
    /** The target cannot use a disk of the VM. */
    STORAGE(false),
    /** VM, hosts or migrator are configured in a way that forbids it. */
    CONFIGURATION(false),
    /** The hypervisor does not let us. */
    DENIED(false),
    /** The hypervisor cannot do what a migration needs. */
    UNSUPPORTED(false),
    /** A host gave no answer, or the hosts do not reach each other. */
    CONNECTION(true),
    /** Somebody else aborted it. */
    CANCELED(true),
    /** Anything else; what is known is in the driver's words. */
    OTHER(true);

    private final boolean isRetryable;

    FailureCause(boolean isRetryable) {
        this.isRetryable = isRetryable;
    }

    /** {@return whether the same migration may succeed later though nobody changed anything} */
    public boolean isRetryable() {
        return isRetryable;
    }
}
