// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.core.execution.Alarm;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which VMs are nowhere, since when, and that nobody is called for them: there is nothing that a person could find. Not thread-safe. */
final class GoneVms {

    /** With any of them, hosts may not have said that it is gone, or were asked long before they are heard. */
    private static final Set<Fault> UNHEARD =
            EnumSet.of(Fault.MIGRATOR_BREAKS, Fault.MIGRATOR_BLOCKS, Fault.INSPECTION_FAILS);

    private final World world;
    private final Scene scene;
    private final Map<VmId, Instant> goneAt = new HashMap<>();

    GoneVms(World world, Scene scene) {
        this.world = world;
        this.scene = scene;
    }

    void gone(VmId vm) {
        goneAt.putIfAbsent(vm, world.time().now());
    }

    /** It runs again. */
    void back(VmId vm) {
        goneAt.remove(vm);
    }

    /**
     * {@return whether this alarm has nothing to be about}
     *
     * @param asked when hosts were asked first what became of the migration; null if that is not known
     */
    boolean isCause(Alarm alarm, @Nullable Instant asked) {
        if (asked == null || world.has(UNHEARD) || !(alarm instanceof Alarm.OfVm one)) {
            return false;
        }
        Migration migration = one.migration();
        Instant at = goneAt.get(migration.vm());
        return at != null
                && at.isBefore(asked)
                && hasAnsweredSince(migration.source(), asked)
                && hasAnsweredSince(migration.target(), asked);
    }

    private boolean hasAnsweredSince(HostId host, Instant asked) {
        Machine machine = scene.machines().get(host);
        return machine != null && machine.silentUntil.isBefore(asked) && machine.awayUntil.isBefore(asked);
    }

    /** Forgets what was long ago. */
    void forget(Instant since) {
        goneAt.values().removeIf(since::isAfter);
    }
}
