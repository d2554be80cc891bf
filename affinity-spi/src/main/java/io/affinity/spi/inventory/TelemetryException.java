// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.inventory;

/** The outside world could not be observed. The control loop reports it and decides nothing. */
public final class TelemetryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TelemetryException(String message) {
        super(message);
    }

    public TelemetryException(String message, Throwable cause) {
        super(message, cause);
    }
}
