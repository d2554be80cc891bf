// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

/** Bytes that are not such a value, and why: of another kind or version, damaged, cut off, or naming what cannot be. */
public final class ExchangeFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    ExchangeFormatException(String message) {
        super(message);
    }
}
