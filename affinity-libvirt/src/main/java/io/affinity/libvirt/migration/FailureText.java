package io.affinity.libvirt.migration;

import io.affinity.libvirt.binding.CallRefusedException;
import io.affinity.libvirt.binding.ErrorCode;
import io.affinity.libvirt.binding.LibvirtAccessException;
import io.affinity.spi.migration.Migration;

/** What a failure of libvirt means to an operator, with libvirt's own words. */
final class FailureText {

    private static final int DOMAIN_STORAGE = 18;
    private static final int DOMAIN_CPU = 31;

    private FailureText() {}

    static String of(LibvirtAccessException failure, Migration migration) {
        if (failure instanceof CallRefusedException refused) {
            return meaning(refused, migration) + " libvirt says: " + refused.reason() + " (error " + refused.code()
                    + " of " + refused.domain() + ").";
        }
        return "The source " + migration.source() + " gave no answer: " + failure.getMessage();
    }

    private static String meaning(CallRefusedException refused, Migration migration) {
        String toward = migration.source() + " to " + migration.target();
        // It has no code of its own: QEMU says so in words, in a message of libvirt's that may say anything.
        if (refused.reason().contains("Cannot allocate memory")) {
            return migration.target() + " has not the memory for the VM.";
        }
        return switch (refused.code()) {
            case ErrorCode.OPERATION_ABORTED -> "The migration from " + toward + " was aborted by somebody.";
            case ErrorCode.MIGRATE_UNSAFE ->
                "A disk is not on storage that both " + migration.source() + " and " + migration.target()
                        + " can use safely.";
            case ErrorCode.NO_DOMAIN -> "The VM does not run on " + migration.source() + " any more.";
            case ErrorCode.OPERATION_INVALID -> "The VM cannot be migrated now.";
            case ErrorCode.NO_STORAGE_POOL -> migration.target() + " has no storage pool for a disk.";
            case ErrorCode.OPERATION_DENIED, ErrorCode.AUTH_FAILED -> "The daemon does not let us migrate.";
            case ErrorCode.CONFIG_UNSUPPORTED -> migration.target() + " cannot run the VM as it is configured.";
            default ->
                switch (refused.domain()) {
                    case ErrorCode.DOMAIN_RPC -> "The connection from " + toward + " failed.";
                    case DOMAIN_STORAGE -> migration.target() + " cannot use a disk of the VM.";
                    case DOMAIN_CPU -> "The CPU of " + migration.target() + " does not suit the VM.";
                    default -> "The migration from " + toward + " failed.";
                };
        };
    }
}
