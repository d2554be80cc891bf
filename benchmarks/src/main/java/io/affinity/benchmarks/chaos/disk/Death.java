// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.disk;

/** A process ends here and now. No error of the program: nothing in it may catch this, and nothing that it does on the way out counts. */
public final class Death extends Error {

    private static final long serialVersionUID = 1L;

    /** @param reason for people */
    public Death(String reason) {
        super(reason, null, false, false);
    }
}
