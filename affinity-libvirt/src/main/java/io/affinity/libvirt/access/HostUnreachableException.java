// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.access;

/** A host gave no answer. What was asked of it may or may not have been done. */
public final class HostUnreachableException extends LibvirtAccessException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public HostUnreachableException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public HostUnreachableException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why there was no answer. */
    public enum Reason {
        /** No connection could be made; nothing was asked. */
        REFUSED,
        /** The last attempt to connect failed and the next one is not due yet; nothing was asked. */
        BACKING_OFF,
        /** The connection broke while an answer was awaited. */
        LOST,
        /** No answer came within the time limit. */
        HUNG,
        /** The connection was closed by this program. */
        CLOSED
    }
}
