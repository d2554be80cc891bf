// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

/** A migration that was started: still under way, or ended. */
public sealed interface MigrationState {

    /** Still under way. */
    record Running(MigrationProgress progress) implements MigrationState {}

    /** Over. Once reported, it never changes. */
    record Ended(MigrationOutcome outcome) implements MigrationState {}
}
