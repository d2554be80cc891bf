// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.contract.SnapshotStoreContract;
import io.affinity.spi.snapshot.SnapshotStore;

class MemorySnapshotsContractTest extends SnapshotStoreContract {

    @Override
    protected SnapshotStore store() {
        return new MemorySnapshots();
    }
}
