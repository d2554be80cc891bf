// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.migration.Closing;
import io.affinity.spi.migration.Migration;

/** A migration that a gate did not let start. */
public record RefusedStart(Migration migration, Closing.Refused refusal) {}
