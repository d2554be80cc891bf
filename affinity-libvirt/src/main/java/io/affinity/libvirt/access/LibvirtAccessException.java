// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.access;

/** What can go wrong when a libvirt host is asked something. Each kind asks something else of the caller. */
public abstract sealed class LibvirtAccessException extends RuntimeException
        permits LibraryUnavailableException, HostUnreachableException, CallRefusedException {

    private static final long serialVersionUID = 1L;

    LibvirtAccessException(String message) {
        super(message);
    }

    LibvirtAccessException(String message, Throwable cause) {
        super(message, cause);
    }
}
