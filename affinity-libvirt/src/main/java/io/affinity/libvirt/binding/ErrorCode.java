// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

/** The values of {@code virErrorNumber} and {@code virErrorDomain} that code of this module decides by. */
public final class ErrorCode {

    public static final int INTERNAL_ERROR = 1;
    public static final int NO_SUPPORT = 3;
    public static final int INVALID_ARGUMENT = 8;
    public static final int OPERATION_FAILED = 9;
    public static final int OPERATION_DENIED = 29;
    public static final int SYSTEM_ERROR = 38;
    public static final int NO_DOMAIN = 42;
    public static final int AUTH_FAILED = 45;
    public static final int NO_STORAGE_POOL = 49;
    public static final int OPERATION_INVALID = 55;
    public static final int CONFIG_UNSUPPORTED = 67;
    public static final int OPERATION_TIMEOUT = 68;
    public static final int ARGUMENT_UNSUPPORTED = 74;
    public static final int OPERATION_ABORTED = 78;
    public static final int MIGRATE_UNSAFE = 81;
    public static final int AGENT_UNRESPONSIVE = 86;

    /** The part of libvirt that talks to daemons: an error of it means that the connection is gone. */
    public static final int DOMAIN_RPC = 7;

    private ErrorCode() {}
}
