// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

/** A host described itself or a domain in a way that cannot be read. */
public final class MalformedDescriptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedDescriptionException(String message) {
        super(message);
    }

    MalformedDescriptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
