// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import io.affinity.core.execution.MigrationReport;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each true migration gained, for as long as its VM stays and at most a day. Keeps a bounded number of them. */
final class MigrationGains {

    private static final int MOST = 2048;
    private static final List<Duration> AGES = List.of(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(1));

    private final Map<VmId, MigrationGain> open = new LinkedHashMap<>();
    private final Deque<MigrationGain> closed = new ArrayDeque<>();
    private final int[] counts = new int[AGES.size()];
    private final double[] minutes = new double[AGES.size()];

    /** Begins to look at one whose VM has arrived; what the VM did before is over. */
    void add(MigrationReport report) {
        MigrationOutcome.Completed completed = report.outcome() instanceof MigrationOutcome.Completed c
                ? c
                : new MigrationOutcome.Completed(
                        Duration.between(report.startedAt(), report.endedAt()), Duration.ZERO, Double.NaN);
        VmId vm = report.planned().migration().vm();
        close(vm);
        open.put(
                vm,
                new MigrationGain(
                        report.planned().migration(),
                        report.endedAt(),
                        completed.elapsed(),
                        completed.downtime(),
                        completed.transferredBytes(),
                        MigrationPlanner.price(completed.elapsed()),
                        Duration.ZERO,
                        0,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN));
        while (open.size() + closed.size() > MOST) {
            if (closed.isEmpty()) {
                close(open.keySet().iterator().next());
            }
            closed.removeFirst();
        }
    }

    private void close(VmId vm) {
        MigrationGain gain = open.remove(vm);
        if (gain != null) {
            closed.addLast(gain);
        }
    }

    /** Looks at all of them, at the end of the true course. */
    void look(Moment begin, Moment end, Course course, int[] hostByVm) {
        Fleet fleet = begin.fleet();
        for (Iterator<Map.Entry<VmId, MigrationGain>> i = open.entrySet().iterator(); i.hasNext(); ) {
            Map.Entry<VmId, MigrationGain> entry = i.next();
            MigrationGain gain = entry.getValue();
            boolean isThere = fleet.contains(entry.getKey())
                    && fleet.contains(gain.migration().source())
                    && end.fleet().contains(entry.getKey())
                    && fleet.hosts()
                            .get(hostByVm[fleet.indexOf(entry.getKey())])
                            .id()
                            .equals(gain.migration().target());
            MigrationGain next = isThere ? later(gain, begin, end, course) : gain;
            entry.setValue(next);
            if (!isThere || next.seen().compareTo(AGES.get(AGES.size() - 1)) >= 0) {
                i.remove();
                closed.addLast(next);
            }
        }
    }

    private MigrationGain later(MigrationGain gain, Moment begin, Moment end, Course course) {
        Fleet fleet = begin.fleet();
        int spared = course.spared(
                fleet.indexOf(gain.migration().vm()),
                fleet.indexOf(gain.migration().source()));
        Duration more = Duration.between(gain.endedAt().isAfter(begin.at()) ? gain.endedAt() : begin.at(), end.at());
        Duration seen = gain.seen().plus(more);
        double[] known = {gain.after5Minutes(), gain.afterAnHour(), gain.afterADay()};
        for (int a = 0; a < known.length; a++) {
            if (gain.seen().compareTo(AGES.get(a)) < 0 && seen.compareTo(AGES.get(a)) >= 0) {
                known[a] = gain.minutes() + spared * minutes(AGES.get(a).minus(gain.seen()));
                counts[a]++;
                minutes[a] += known[a];
            }
        }
        return new MigrationGain(
                gain.migration(),
                gain.endedAt(),
                gain.elapsed(),
                gain.downtime(),
                gain.transferredBytes(),
                gain.cost(),
                seen,
                gain.minutes() + spared * minutes(more),
                known[0],
                known[1],
                known[2]);
    }

    private static double minutes(Duration duration) {
        return duration.toNanos() / 6e10;
    }

    /** Nobody looked for a while: what those did that are open is not known any more. */
    void closeAll() {
        closed.addAll(open.values());
        open.clear();
    }

    /** {@return those that are kept; first those that are over, in the order of their end} */
    List<MigrationGain> all() {
        List<MigrationGain> all = new ArrayList<>(closed);
        all.addAll(open.values());
        return all;
    }

    int openCount() {
        return open.size();
    }

    /** Knows these again. */
    void restore(List<MigrationGain> all, int openCount, List<GainAtAge> ages) {
        for (int i = 0; i < all.size(); i++) {
            if (i < all.size() - openCount) {
                closed.addLast(all.get(i));
            } else {
                open.put(all.get(i).migration().vm(), all.get(i));
            }
        }
        for (int a = 0; a < AGES.size(); a++) {
            counts[a] = ages.get(a).migrations();
            minutes[a] = ages.get(a).minutes();
        }
    }

    List<GainAtAge> ages() {
        List<GainAtAge> ages = new ArrayList<>();
        for (int a = 0; a < AGES.size(); a++) {
            ages.add(new GainAtAge(AGES.get(a), counts[a], minutes[a]));
        }
        return ages;
    }

    static int numberOfAges() {
        return AGES.size();
    }

    /** {@return an age that is known, by its place} */
    static Duration age(int place) {
        return AGES.get(place);
    }
}
