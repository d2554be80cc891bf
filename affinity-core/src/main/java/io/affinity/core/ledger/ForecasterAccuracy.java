// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

/**
 * How good a forecaster was over all series, as far as it is remembered. The loss of a series is taken as a share of its VM's
 * allocation, or of persistence's loss where there is none, so that cores and bytes can be added up.
 *
 * @param forecaster its name; {@code persistence}, {@code seasonal-naive} and {@code long-run} for the references
 * @param series how many were scored
 * @param pinball mean pinball loss over series and leads, as a share of the allocation
 * @param skillOverPersistence 1 - loss / loss of persistence; NaN if nothing was scored
 * @param pooledSkill 1 - loss / loss of persistence where the losses of a resource are added up in its unit before they are divided,
 *     as a host adds demand up: a VM that demands a hundred times as much counts a hundred times; mean over the resources, NaN if
 *     nothing was scored
 * @param coverage80 how often values were within the 80 % interval; NaN for references
 * @param coverage95 how often values were within the 95 % interval; NaN for references
 */
public record ForecasterAccuracy(
        String forecaster,
        int series,
        double pinball,
        double skillOverPersistence,
        double pooledSkill,
        double coverage80,
        double coverage95) {}
