// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.http;

import java.time.Duration;

/** A service has not done what it was asked for. The message is a clause that says who and why, such as for a log. */
public final class ApiException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final int status;
    private final Duration pause;

    /** What kind of failure it is, as far as a program can do something about it. */
    public enum Kind {
        /** Nobody was there to hear it. */
        NOT_SENT,
        /** No answer came, or it broke off: it may have been heard. */
        NO_ANSWER,
        /** The service cannot just now (5xx); it may have begun. */
        UNAVAILABLE,
        /** Too many calls. */
        TOO_MANY,
        /** Whoever asks is not known, or no longer (401). */
        UNAUTHORIZED,
        /** Whoever asks may not (403). */
        FORBIDDEN,
        /** What is asked for is not there (404). */
        NOT_FOUND,
        /** It cannot be done in the present state (409). */
        CONFLICT,
        /** It is refused for another reason. */
        REFUSED,
        /** The answer is not as the API has it, or longer than is read. */
        MALFORMED,
        /** It was not even asked, as settings or files do not let us. */
        SETTINGS
    }

    public ApiException(Kind kind, String message) {
        this(kind, 0, Duration.ZERO, message);
    }

    ApiException(Kind kind, int status, Duration pause, String message) {
        super(message);
        this.kind = kind;
        this.status = status;
        this.pause = pause;
    }

    public Kind kind() {
        return kind;
    }

    /** {@return the status of HTTP; zero if there was none} */
    public int status() {
        return status;
    }

    /** {@return how long the service wants to be left alone; zero if it did not say} */
    Duration pause() {
        return pause;
    }

    /** {@return whether the service has certainly not begun what it was asked for, and may do it when asked again} */
    boolean isUnheard() {
        return kind == Kind.NOT_SENT || kind == Kind.TOO_MANY;
    }

    /** {@return whether another attempt may succeed though nobody changed anything} */
    public boolean isPassing() {
        return isUnheard() || kind == Kind.NO_ANSWER || kind == Kind.UNAVAILABLE;
    }

    /** {@return the same, told with something in front} */
    public ApiException in(String context) {
        return new ApiException(kind, status, pause, context + ": " + getMessage());
    }
}
