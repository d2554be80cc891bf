// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

/**
 * What the migration of one VM would change on the two hosts it concerns: its old host's contention without it, its new
 * host's with it. Reads the loads and leaves them as they are; allocates nothing after the constructor. Belongs to one
 * thread.
 */
public final class MoveProjection {

    private final HostLoads loads;
    private final HostOutlook sourceBefore;
    private final HostOutlook sourceAfter;
    private final HostOutlook targetBefore;
    private final HostOutlook targetAfter;

    public MoveProjection(HostLoads loads) {
        this.loads = loads;
        this.sourceBefore = loads.outlook();
        this.sourceAfter = loads.outlook();
        this.targetBefore = loads.outlook();
        this.targetAfter = loads.outlook();
    }

    /**
     * Looks at one migration.
     *
     * @param source the host that the VM is on
     * @param target another host
     * @throws IllegalArgumentException if both are the same host
     */
    public void project(int vm, int source, int target) {
        if (source == target) {
            throw new IllegalArgumentException("The target host (" + target + ") must not be the source host.");
        }
        loads.read(source, sourceBefore);
        loads.projectDeparture(vm, source, sourceAfter);
        loads.read(target, targetBefore);
        loads.projectArrival(vm, target, targetAfter);
    }

    public HostOutlook sourceBefore() {
        return sourceBefore;
    }

    public HostOutlook sourceAfter() {
        return sourceAfter;
    }

    public HostOutlook targetBefore() {
        return targetBefore;
    }

    public HostOutlook targetAfter() {
        return targetAfter;
    }

    /** {@return by how much the expected unserved demand of both hosts changes, in the unit of the resource} */
    public double unservedChange(int resource, int step) {
        return sourceAfter.unserved(resource, step)
                - sourceBefore.unserved(resource, step)
                + targetAfter.unserved(resource, step)
                - targetBefore.unserved(resource, step);
    }

    /** {@return by how much the expected number of contended hosts changes, -1 to 1} */
    public double probabilityChange(int resource, int step) {
        return sourceAfter.probability(resource, step)
                - sourceBefore.probability(resource, step)
                + targetAfter.probability(resource, step)
                - targetBefore.probability(resource, step);
    }
}
