// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import io.affinity.spi.model.HostId;

/** Why nothing is left to do about a migration. */
public sealed interface Closing {

    /** It did not come to an end, and the VM runs on the source. */
    record StaysOnSource() implements Closing {}

    /** Nobody saw its end, and then the VM was found on this host and only there. */
    record Found(HostId host) implements Closing {}

    /** Nobody saw its end, and then no host had the VM, as both of its hosts said: it was switched off or deleted meanwhile. */
    record Gone() implements Closing {}

    /** A person has looked where the VM is, and says that nothing is left to do. */
    record Resolved() implements Closing {}

    /** It was not started: a hard rule would have become worse, the VM was elsewhere, or one of the hosts does not take part. */
    record AgainstRules() implements Closing {}

    /**
     * It was not started: a {@link Gate} refused.
     *
     * @param gate by its name
     */
    record Refused(String gate, Gate.Refuse refusal) implements Closing {}
}
