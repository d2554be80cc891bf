// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.VmId;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One course of the placement: where each VM runs, what is under way, and what came of it so far. VMs and hosts have the
 * indexes of the fleet of the last moment.
 */
final class Track {

    private int[] hostByVm;
    private final Map<VmId, Migration> underWayAtBegin = new LinkedHashMap<>();
    private final Map<VmId, Migration> underWay = new LinkedHashMap<>();
    private final List<TrackEvent> events = new ArrayList<>();
    private TrackTotals totals = TrackTotals.NONE;

    /** @param hostByVm not copied */
    Track(int[] hostByVm) {
        this.hostByVm = hostByVm;
    }

    /** Hears of what happened since the last moment, in the order of time; ends of what never started are not for it. */
    void note(TrackEvent event) {
        Migration migration = event.migration();
        if (event.kind() == TrackEvent.Kind.STARTED) {
            underWay.put(migration.vm(), migration);
        } else if (!migration.equals(underWay.get(migration.vm()))) {
            return;
        } else {
            underWay.remove(migration.vm());
        }
        events.add(event);
    }

    /** {@return how it went from one moment to the next} */
    Course course(Moment begin, Moment end) {
        return new Course(begin, end, hostByVm, underWayAtBegin.values());
    }

    /**
     * Goes the course of {@link #course}.
     *
     * @param isCounted whether all of it is to be counted, or migrations only
     */
    TrackTotals go(Course course, boolean isCounted) {
        TrackTotals all = course.run(events);
        TrackTotals counted = isCounted ? all : all.migrationsOnly();
        begin();
        totals = totals.plus(counted);
        return counted;
    }

    /** What is under way now was so at the beginning. */
    void begin() {
        events.clear();
        underWayAtBegin.clear();
        underWayAtBegin.putAll(underWay);
    }

    void count(TrackTotals more) {
        totals = totals.plus(more);
    }

    /**
     * Goes on in the next fleet.
     *
     * @param follows whether VMs of this host go where they really are
     * @return the VMs that went where they really are, from another host
     */
    List<VmId> carryOver(Fleet before, Fleet next, Predicate<Host> follows) {
        int[] carried = next.hostIndexByVm();
        List<VmId> followed = new ArrayList<>();
        for (int v = 0; v < carried.length; v++) {
            VmId vm = next.vms().get(v).id();
            if (!before.contains(vm)) {
                continue;
            }
            Host host = before.hosts().get(hostByVm[before.indexOf(vm)]);
            boolean isThere = next.contains(host.id()) && !follows.test(next.host(host.id()));
            if (isThere) {
                carried[v] = next.indexOf(host.id());
            } else if (!next.hosts().get(carried[v]).id().equals(host.id())) {
                followed.add(vm);
            }
        }
        hostByVm = carried;
        return followed;
    }

    int[] hostByVm() {
        return hostByVm;
    }

    Collection<Migration> underWay() {
        return underWay.values();
    }

    TrackTotals totals() {
        return totals;
    }

    /** {@return what survives a restart; what is under way in truth does not, as nobody tells of its end then} */
    DecisionState.TrackState state() {
        return new DecisionState.TrackState(
                IntBuffer.wrap(hostByVm),
                totals,
                List.of(),
                List.of(),
                List.of(),
                underWayAtBegin.values().stream().filter(this::isOver).toList(),
                events.stream().filter(event -> isOver(event.migration())).toList());
    }

    private boolean isOver(Migration migration) {
        return !migration.equals(underWay.get(migration.vm()));
    }

    /**
     * Goes on after a restart.
     *
     * @param begun what was under way at the beginning of the span that is not closed yet, and has ended since
     * @param over what happened in it, of migrations that have ended
     */
    void resume(List<Migration> begun, List<TrackEvent> over) {
        for (Migration migration : begun) {
            underWay.put(migration.vm(), migration);
            underWayAtBegin.put(migration.vm(), migration);
        }
        over.forEach(this::note);
    }
}
