// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what is wrong with a store once, and not in each step again. Belongs to one thread. */
final class Complaints {

    private static final Logger LOG = LoggerFactory.getLogger(PrometheusDemand.class);

    /** Whoever has so many different things to complain of has said enough. */
    private static final int MOST = 200;

    private final String store;
    private final Set<String> told = new HashSet<>();

    Complaints(String store) {
        this.store = store;
    }

    /** @param about what stays the same where only figures or VMs differ */
    void tell(String about, String sentence) {
        if (told.size() < MOST && told.add(about)) {
            LOG.warn("The metrics store {}: {} This is said once.", store, sentence);
        }
    }
}
