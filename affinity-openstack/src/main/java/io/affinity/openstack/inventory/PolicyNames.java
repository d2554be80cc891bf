// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import java.util.HashSet;
import java.util.Set;

/** Gives each policy a name of its own: whoever chooses names must not be able to have a rule left out. Not thread-safe. */
final class PolicyNames {

    private final Set<String> taken = new HashSet<>();

    String free(String name) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + " " + i;
        }
        return free;
    }
}
