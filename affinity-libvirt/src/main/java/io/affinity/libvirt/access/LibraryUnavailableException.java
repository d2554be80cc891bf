// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.access;

/** The C library of libvirt is missing, too old, or cannot be used by this JVM. Nothing works until that is mended. */
public final class LibraryUnavailableException extends LibvirtAccessException {

    private static final long serialVersionUID = 1L;

    public LibraryUnavailableException(String message) {
        super(message);
    }

    public LibraryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
