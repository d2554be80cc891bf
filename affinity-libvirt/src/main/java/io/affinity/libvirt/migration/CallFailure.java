// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.access.LibvirtAccessException;
import io.affinity.libvirt.binding.ErrorCode;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationFailure.Refusal;
import io.affinity.spi.model.HostId;

/** What a failed call to libvirt means to a migration, in a word for programs and a sentence for operators, with libvirt's own words. */
final class CallFailure {

    private static final int DOMAIN_STORAGE = 18;
    private static final int DOMAIN_CPU = 31;

    private CallFailure() {}

    static MigrationFailure of(LibvirtAccessException failure, Migration migration) {
        if (failure instanceof CallRefusedException refused) {
            Refusal meaning = meaning(refused, migration);
            return new MigrationFailure.DriverError(
                    meaning.cause(),
                    meaning.detail() + " libvirt says: " + refused.reason() + " (error " + refused.code() + " of "
                            + refused.domain() + ").");
        }
        HostId source = migration.source();
        return new MigrationFailure.Unreachable(
                source, "The source " + source + " gave no answer: " + failure.getMessage());
    }

    private static Refusal meaning(CallRefusedException refused, Migration migration) {
        HostId source = migration.source();
        HostId target = migration.target();
        // It has no code of its own: QEMU says so in words, in a message of libvirt's that may say anything.
        if (refused.reason().contains("Cannot allocate memory")) {
            return new Refusal(FailureCause.NO_ROOM, target + " has not the memory for the VM.");
        }
        return switch (refused.code()) {
            case ErrorCode.OPERATION_ABORTED ->
                new Refusal(
                        FailureCause.CANCELED,
                        "The migration from " + source + " to " + target + " was aborted by somebody.");
            case ErrorCode.MIGRATE_UNSAFE ->
                new Refusal(
                        FailureCause.STORAGE,
                        "A disk is not on storage that both " + source + " and " + target + " can use safely.");
            case ErrorCode.NO_DOMAIN ->
                new Refusal(FailureCause.VM_ABSENT, "The VM does not run on " + source + " any more.");
            case ErrorCode.OPERATION_INVALID -> new Refusal(FailureCause.VM_BUSY, "The VM cannot be migrated now.");
            case ErrorCode.NO_STORAGE_POOL ->
                new Refusal(FailureCause.STORAGE, target + " has no storage pool for a disk.");
            case ErrorCode.OPERATION_DENIED, ErrorCode.AUTH_FAILED ->
                new Refusal(FailureCause.DENIED, "The daemon does not let us migrate.");
            case ErrorCode.CONFIG_UNSUPPORTED ->
                new Refusal(FailureCause.CONFIGURATION, target + " cannot run the VM as it is configured.");
            default -> ofDomain(refused.domain(), source, target);
        };
    }

    /** What the part of libvirt that an error is from says of it. */
    private static Refusal ofDomain(int domain, HostId source, HostId target) {
        String toward = source + " to " + target;
        return switch (domain) {
            case ErrorCode.DOMAIN_RPC ->
                new Refusal(FailureCause.CONNECTION, "The connection from " + toward + " failed.");
            case DOMAIN_STORAGE -> new Refusal(FailureCause.STORAGE, target + " cannot use a disk of the VM.");
            case DOMAIN_CPU ->
                new Refusal(FailureCause.INCOMPATIBLE_HOST, "The CPU of " + target + " does not suit the VM.");
            default -> new Refusal(FailureCause.OTHER, "The migration from " + toward + " failed.");
        };
    }
}
