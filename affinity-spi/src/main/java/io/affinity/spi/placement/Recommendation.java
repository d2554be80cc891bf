// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.placement;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One VM should run elsewhere, and why. Immutable and thread-safe.
 *
 * @param source where it runs now
 * @param target where it should run
 * @param reasons machine-readable, most important first; never empty
 */
public record Recommendation(VmId vm, HostId source, HostId target, List<Reason> reasons) {

    public Recommendation {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("The recommendation for VM " + vm + " must have a reason.");
        }
        if (source.equals(target)) {
            throw new IllegalArgumentException(
                    "The target (" + target + ") of the recommendation for VM " + vm + " must not be its source.");
        }
    }

    /**
     * {@return when it must have ended to be in time, counted from the origin: before the shortage that it prevents is worst, at once if it mends what is violated
     * now; null if there is no hurry}
     */
    public @Nullable Duration neededBy() {
        return reasons.stream()
                .map(Recommendation::neededBy)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable Duration neededBy(Reason reason) {
        if (reason instanceof Reason.ContentionAhead contention) {
            return contention.ahead();
        }
        boolean isLateAlready = reason instanceof Reason.PolicyMended || reason instanceof Reason.OvercommitReduced;
        return isLateAlready ? Duration.ZERO : null;
    }
}
