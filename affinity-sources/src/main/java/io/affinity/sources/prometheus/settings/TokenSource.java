// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.settings;

/** Where the tokens are from that a store is asked with. Thread-safe. */
public interface TokenSource {

    /**
     * {@return a token that is good now; a new one may have to be asked for, which takes its time}
     *
     * @throws io.affinity.spi.inventory.TelemetryException if none is given
     */
    String token();

    /** Is told that a store refused a token: if that is still the one that is handed out, the next is another. Asks nobody. */
    void refused(String token);
}
