// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.explain;

/** Nothing can be explained, as the user asked for what is not there. The message is one line that says what is legal. */
public final class ExplainException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExplainException(String message) {
        super(message);
    }

    ExplainException(String message, Throwable cause) {
        super(message, cause);
    }
}
