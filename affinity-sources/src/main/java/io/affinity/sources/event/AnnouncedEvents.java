// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.event;

import io.affinity.sources.event.KnownVms.Member;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The events of some calendars, as covariates: one for each kind of event that at any time concerns the VM, in the order of their names.
 * Its value at a step is the sum, over the events of that kind, of the magnitude times the share of the step that the event takes: 1
 * while an ordinary event goes on, 0.2 in a step of five minutes of which it takes one, 2 where two of them overlap. Without a unit, and
 * never negative.
 *
 * <p>Never blocks and reads nothing: calendars that may change are read by whoever owns them. Thread-safe, and as deterministic as the
 * calendars.
 */
public final class AnnouncedEvents implements EventSource {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    private final List<DayIndex> calendars;
    private final KnownVms vms;
    private final long stepMillis;

    /**
     * @param vms who VMs are; whoever runs the loop tells it of each fleet
     * @param step of the control loop, from 1 ms to 365 days, in whole milliseconds
     */
    public AnnouncedEvents(List<? extends EventCalendar> calendars, KnownVms vms, Duration step) {
        if (step.compareTo(SHORTEST) < 0 || step.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "The step (" + step + ") must be from " + SHORTEST + " to " + LONGEST + ".");
        }
        this.calendars = calendars.stream().map(DayIndex::new).toList();
        this.vms = vms;
        this.stepMillis = step.toMillis();
    }

    @Override
    public String name() {
        return "announced";
    }

    @Override
    public List<Covariate> covariates(VmId vm) {
        Member member = vms.member(vm);
        SortedMap<String, List<DayIndex>> byKind = new TreeMap<>();
        for (DayIndex calendar : calendars) {
            calendar.calendar().subjects().stream()
                    .filter(subject -> member.isIn(subject.scope()))
                    .map(Subject::kind)
                    .distinct()
                    .forEach(kind -> byKind.computeIfAbsent(kind, unknown -> new ArrayList<>())
                            .add(calendar));
        }
        List<Covariate> covariates = new ArrayList<>();
        byKind.forEach((kind, with) -> covariates.add(new KindCovariate(kind, member, List.copyOf(with), stepMillis)));
        return covariates;
    }
}
