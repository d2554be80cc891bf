package io.affinity.spi.migration;

/** When memory is copied relative to the switchover. */
public enum MigrationMode {
    /** Before: the VM runs on the source until little is left. Can be aborted at any time. */
    PRE_COPY,
    /** After: the VM runs on the target at once. Cannot be aborted; a broken link loses the VM. */
    POST_COPY,
    /** Before, and after if that does not converge. */
    HYBRID
}
