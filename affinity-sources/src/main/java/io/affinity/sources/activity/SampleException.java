// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.activity;

/** A text with samples is not right. The message says in one line what is wrong and what is legal, without the place. */
public final class SampleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;

    /** @param line in the text, from 1; 0 for the text as a whole */
    public SampleException(int line, String message) {
        super(message);
        this.line = line;
    }

    SampleException(int line, String message, Throwable cause) {
        super(message, cause);
        this.line = line;
    }

    /** {@return the line in the text, from 1; 0 for the text as a whole} */
    public int line() {
        return line;
    }
}
