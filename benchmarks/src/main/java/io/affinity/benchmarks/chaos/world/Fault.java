// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

/** A kind of thing that goes wrong, or that people do. Each world has some of them. */
public enum Fault {
    /** The controller is killed, at any write or at any call. */
    DEATH,
    /** The controller's machine loses its power. */
    POWER_LOSS,
    /** A second controller is started. */
    SECOND_CONTROLLER,
    /** Somebody removes the lock file, and a second controller is started. */
    LOST_LOCK,
    /** Other commands look at the state folder. */
    READERS,
    /** The disk is full for a while. */
    DISK_FULL,
    /** Writes fail now and then. */
    DISK_ERROR,
    /** Writes take long. */
    DISK_SLOW,
    /** The clock jumps by up to an hour. */
    CLOCK_HOUR,
    /** The clock jumps by a year, and back some time later. */
    CLOCK_YEAR,
    /** A host does not answer for a while. */
    HOST_SILENT,
    /** A host is not one of the fleet for a while. */
    HOST_LEAVES,
    /** A host gets another name. */
    HOST_RENAMED,
    /** VMs are born and die. */
    VM_CHURN,
    /** A VM powers off while it is migrated. */
    VM_POWERS_OFF,
    /** A VM is not seen in one observation. */
    VM_OVERLOOKED,
    /** A second copy of a VM appears. */
    VM_DOUBLED,
    /** Somebody else migrates VMs. */
    OUTSIDE_MOVER,
    /** The migrator throws, gives no answer, or forgets what it was told. */
    MIGRATOR_BREAKS,
    /** The migrator says that it is done when it is not. */
    MIGRATOR_LIES,
    /** The migrator takes minutes for an answer. */
    MIGRATOR_BLOCKS,
    /** Migrations do not end, whoever aborts them. */
    MIGRATION_NEVER_ENDS,
    /** Migrations fail. */
    MIGRATION_FAILS,
    /** A host refuses all VMs. */
    HOST_REFUSES,
    /** Hosts do not say where a VM is. */
    INSPECTION_FAILS,
    /** A source of telemetry throws or gives no answer. */
    TELEMETRY_BREAKS,
    /** Nothing is observed for hours. */
    TELEMETRY_OUTAGE,
    /** What is observed is what was observed before, or of another time. */
    TELEMETRY_STALE,
    /** Demand is absurd. */
    DEMAND_ABSURD,
    /** The demand of some VMs is not measured. */
    DEMAND_MISSING,
    /** Hosts are to be emptied. */
    DRAINING,
    /** Rules change, so that they are broken. */
    RULES_CHANGE,
    /** Somebody has a plan made, and carried out much later. */
    LATE_APPROVAL,
    /** VMs get other names, such as that or the id of another; a cluster file calls them by names. */
    VM_RENAMED,
    /** From some time on demand is not measured, though all else is. */
    DEMAND_DARK,
    /** Somebody removes the record of demand. */
    RECORD_REMOVED,
    /** A newer version of the program, of which this one knows little, has written to the journal. */
    NEWER_VERSION
}
