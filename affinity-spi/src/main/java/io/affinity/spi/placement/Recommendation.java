package io.affinity.spi.placement;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.util.List;

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
}
