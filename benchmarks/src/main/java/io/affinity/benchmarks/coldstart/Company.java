// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.coldstart;

/** Whom a new VM has beside it. */
enum Company {
    /** VMs with a past, which it borrows from. */
    WITH_A_PAST("others have a past"),
    /** VMs that are as new as it is, which it makes a group with. */
    AS_NEW("others are as new"),
    /** Nobody. */
    NONE("no others");

    private final String words;

    Company(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
