// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.yaml;

/** A text cannot be used. The message says what is wrong and what would be legal, without the place. */
public final class YamlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;

    YamlException(int line, String message, Throwable cause) {
        super(message, cause);
        this.line = line;
    }

    YamlException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** {@return the line, from 1; 0 for the text as a whole} */
    public int line() {
        return line;
    }
}
