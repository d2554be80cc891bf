// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import java.time.Duration;

/** A query without an answer. */
public final class QueryException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What may help. */
    public enum Cure {
        /** The same may well be answered in a moment. */
        RETRY,
        /** Parts of it may be answered. */
        SPLIT,
        /** The same may be answered to whoever has another token. */
        NEW_TOKEN,
        /** Nothing that a program can do. */
        NONE
    }

    private final Cure cure;
    private final Duration leastWait;

    public QueryException(Cure cure, String message) {
        this(cure, message, Duration.ZERO);
    }

    /** @param leastWait the least time after which the server wants to be asked again */
    QueryException(Cure cure, String message, Duration leastWait) {
        super(message);
        this.cure = cure;
        this.leastWait = leastWait;
    }

    Cure cure() {
        return cure;
    }

    Duration leastWait() {
        return leastWait;
    }
}
