// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

/** A snapshot that cannot be used, and why. */
public final class SnapshotFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    SnapshotFormatException(String message) {
        super(message);
    }
}
