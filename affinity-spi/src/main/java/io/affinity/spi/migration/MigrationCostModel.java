// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import io.affinity.spi.plugin.Plugin;

/** Estimates migrations before they are started. Implementations are immutable and thread-safe. */
public interface MigrationCostModel extends Plugin {

    /** {@return what a migration under these conditions is expected to cost} */
    MigrationEstimate estimate(MigrationConditions conditions);
}
