// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.spi.migration.MigrationJournal;

/**
 * The journal of the one controller that may have it open.
 *
 * @param end what lets the next controller have it
 */
public record ControllerJournal(MigrationJournal journal, Runnable end) implements AutoCloseable {

    @Override
    public void close() {
        end.run();
    }
}
