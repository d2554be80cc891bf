// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

/** The user asked for something that cannot be done. The message is one line that says what to change. */
final class WrongInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongInputException(String message) {
        super(message);
    }

    WrongInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
