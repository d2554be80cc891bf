package io.affinity.core.ledger;

/** A snapshot that cannot be used, and why. */
final class SnapshotFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    SnapshotFormatException(String message) {
        super(message);
    }
}
