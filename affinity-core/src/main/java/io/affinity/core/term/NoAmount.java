// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import io.affinity.spi.placement.TermState;

/** What a term amounts to in a fleet that has nothing of what it is about. */
enum NoAmount implements TermState {
    INSTANCE;

    @Override
    public double total() {
        return 0;
    }

    @Override
    public double totalIf(int vm, int host) {
        return 0;
    }

    @Override
    public void move(int vm, int host) {
        // Nothing depends on where VMs are.
    }

    @Override
    public double relief(int vm) {
        return 0;
    }

    @Override
    public boolean concerns(int vm) {
        return false;
    }
}
