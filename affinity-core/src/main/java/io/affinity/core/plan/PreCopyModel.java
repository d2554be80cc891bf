// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

import io.affinity.spi.migration.MigrationConditions;
import io.affinity.spi.migration.MigrationCostModel;
import io.affinity.spi.migration.MigrationEstimate;
import java.time.Duration;

/**
 * Iterative pre-copy: the first round copies all memory, each further round what was written during the one before, until
 * the rest can be copied within the maximum downtime, or {@value #MAX_ROUNDS} rounds are over. Stateless and thread-safe.
 *
 * <p>With memory M, dirty rate D and bandwidth B, round i copies {@code V(i) = min(M, D x V(i-1) / B)}, {@code V(0) = M};
 * elapsed is the sum of {@code V(i) / B} and downtime its last term. Without writing there is one round of {@code M / B}
 * and no downtime.
 *
 * <p>Source: Clark, Fraser, Hand, Hansen, Jul, Limpach, Pratt and Warfield, "Live Migration of Virtual Machines", NSDI 2005,
 * section 5; the closed form in Liu, Xu, Jin, Gong and Liao, HPDC 2011, section 3.
 */
public final class PreCopyModel implements MigrationCostModel {

    /** As many as QEMU's and Xen's defaults allow in practice before they give up converging. */
    private static final int MAX_ROUNDS = 30;

    /** Needs no settings; also how {@link java.util.ServiceLoader} makes one. */
    public PreCopyModel() {}

    @Override
    public String name() {
        return "pre-copy";
    }

    @Override
    public MigrationEstimate estimate(MigrationConditions conditions) {
        double bandwidth = conditions.bandwidthBytesPerSecond();
        double allowedSeconds = conditions.maxDowntime().toNanos() / 1e9;
        double ratio = conditions.dirtyBytesPerSecond() / bandwidth;
        double copying = conditions.memoryBytes();
        double transferred = copying;
        int rounds = 1;
        double left = Math.min(conditions.memoryBytes(), ratio * copying);
        while (left / bandwidth > allowedSeconds && rounds < MAX_ROUNDS - 1) {
            copying = left;
            transferred += copying;
            rounds++;
            left = Math.min(conditions.memoryBytes(), ratio * copying);
        }
        boolean converges = left / bandwidth <= allowedSeconds;
        if (left > 0) {
            transferred += left;
            rounds++;
        }
        return new MigrationEstimate(
                seconds(transferred / bandwidth), seconds(left / bandwidth), transferred, rounds, converges);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
