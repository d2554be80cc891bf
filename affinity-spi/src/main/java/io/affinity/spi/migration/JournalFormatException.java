// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

/** A line that is not one of a journal, or that says something this version has to know and does not. */
public final class JournalFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message without the place of the line, and without a full stop: the journal it is from adds them */
    public JournalFormatException(String message) {
        super(message);
    }

    JournalFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
