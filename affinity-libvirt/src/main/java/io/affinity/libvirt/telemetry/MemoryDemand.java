// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.binding.TypedParameters;
import io.affinity.libvirt.settings.MemoryMeasure;
import java.time.Duration;
import java.time.Instant;

/** How much ordinary memory a VM wants, from what its host and its balloon driver report. */
final class MemoryDemand {

    /** After which the guest's own figures are too old to be used. */
    static final Duration STALE = Duration.ofMinutes(5);

    private static final double KIBIBYTE = 1024;

    private MemoryDemand() {}

    /**
     * {@return bytes, at most what the domain has; NaN if nothing was reported}
     *
     * @param hugepageBytes what of its memory is made of huge pages: they are its own whether it uses them or not
     */
    static double bytes(TypedParameters values, long hugepageBytes, MemoryMeasure measure, Instant now) {
        double current = values.decimal("balloon.current");
        // The guest does not tell which of its pages it uses.
        boolean asksGuest = measure == MemoryMeasure.GUEST_USED && hugepageBytes == 0 && isFresh(values, now);
        double demand = asksGuest ? guestUsed(values, current) : Double.NaN;
        if (Double.isNaN(demand)) {
            demand = values.decimal("balloon.rss");
        }
        // The hypervisor needs memory of its own beside the guest's; that belongs to the reserve of the host.
        return Math.max(0, Math.min(demand, current - hugepageBytes / KIBIBYTE)) * KIBIBYTE;
    }

    /** What the guest could give back without swapping, {@code usable}, is not in use; older guests tell only what is unused. */
    private static double guestUsed(TypedParameters values, double current) {
        double usable = values.decimal("balloon.usable");
        return current - (Double.isNaN(usable) ? values.decimal("balloon.unused") : usable);
    }

    private static boolean isFresh(TypedParameters values, Instant now) {
        long updated = values.number("balloon.last-update", 0);
        return updated > 0
                && Duration.between(Instant.ofEpochSecond(updated), now).abs().compareTo(STALE) <= 0;
    }
}
