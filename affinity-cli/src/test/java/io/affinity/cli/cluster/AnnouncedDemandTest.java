// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.ModelForecaster;
import io.affinity.core.history.DemandRecorder;
import io.affinity.forecast.Forecasters;
import io.affinity.sources.Sources;
import io.affinity.sources.calendar.Occasion;
import io.affinity.sources.calendar.ScheduledEvents;
import io.affinity.sources.event.AnnouncedEvents;
import io.affinity.sources.event.EventCalendar;
import io.affinity.sources.event.EventScope;
import io.affinity.sources.event.KnownVms;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Vm;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whether peaks are seen ahead that only what is announced tells of, with the forecaster that is the default. */
class AnnouncedDemandTest {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration WIDTH = Duration.ofHours(1);
    private static final double HEIGHT = 3;
    private static final int HORIZON = 24;

    private final SplittableRandom random = new SplittableRandom(11);
    private final KnownVms known = new KnownVms();
    private final List<Vm> vms = List.of(Vm.of("v0", 8, 8e9), Vm.of("v1", 8, 8e9), Vm.of("v2", 8, 8e9));

    /** What the VMs do between these times, and what is forecast of one of them at the end. */
    private Forecast forecast(
            Instant from,
            Instant until,
            ToDoubleBiFunction<Integer, Instant> events,
            @Nullable EventSource source,
            int vm) {
        int steps = (int) Duration.between(from, until).dividedBy(STEP);
        DemandRecorder history = new DemandRecorder(STEP, steps + 1);
        Fleet fleet = fleet(from);
        for (int i = 0; i <= steps; i++) {
            Instant at = from.plus(STEP.multipliedBy(i));
            fleet = fleet(at);
            double[] demand = new double[2 * vms.size()];
            for (int v = 0; v < vms.size(); v++) {
                demand[2 * v] = usual(at) + HEIGHT * events.applyAsDouble(v, at) + 0.1 * random.nextGaussian();
                demand[2 * v + 1] = 4e9;
            }
            history.record(Observation.of(fleet, demand));
        }
        known.observe(fleet);
        FleetForecast forecast = new ModelForecaster(
                        Forecasters.auto(), source, List.of(Duration.ofDays(1)), Duration.ofDays(1), STEP)
                .forecast(fleet, history, HORIZON);
        return forecast.series(vm, 0).forecast();
    }

    private Fleet fleet(Instant at) {
        Fleet.Builder fleet = Fleet.builder(at).host(Host.of("h", 64, 64e9));
        vms.forEach(vm -> fleet.vm(vm, new HostId("h")));
        return fleet.build();
    }

    private static double usual(Instant at) {
        double day = at.getEpochSecond() % 86_400 / 86_400.0;
        return 1.2 + 0.5 * Math.sin(2 * Math.PI * day);
    }

    private AnnouncedEvents announced(EventCalendar... calendars) {
        return new AnnouncedEvents(List.of(calendars), known, STEP);
    }

    private static EventCalendar cron(String expression, String kind, EventScope scope) {
        return new ScheduledEvents(Sources.cron(expression, BERLIN), WIDTH, Duration.ZERO, Occasion.of(kind, scope));
    }

    /** The mean of a level while something lasts. */
    private static double mean(Forecast forecast, double level, Instant from) {
        double sum = 0;
        int count = 0;
        for (int t = 0; t < forecast.steps(); t++) {
            Instant at = forecast.origin().plus(STEP.multipliedBy(t + 1L));
            if (!at.isBefore(from) && at.isBefore(from.plus(WIDTH))) {
                sum += forecast.quantileAt(level, t);
                count++;
            }
        }
        assertThat(count).isEqualTo(12);
        return sum / count;
    }

    private static void isWithin80Percent(Forecast forecast, Instant from) {
        double peak = usual(from.plus(WIDTH.dividedBy(2))) + HEIGHT;
        assertThat(peak).isBetween(mean(forecast, 0.1, from), mean(forecast, 0.9, from));
        assertThat(mean(forecast, 0.5, from)).isGreaterThan(usual(from) + HEIGHT / 2);
    }

    private static void isMissed(Forecast forecast, Instant from) {
        assertThat(usual(from.plus(WIDTH.dividedBy(2))) + HEIGHT).isGreaterThan(mean(forecast, 0.9, from));
    }

    private static double during(Instant at, Instant from) {
        return !at.isBefore(from) && at.isBefore(from.plus(WIDTH)) ? 1 : 0;
    }

    @Test
    void aJobThatKeepsLocalTimeIsSeenAheadOnTheDayThatTheClockChanges() {
        Instant change = Instant.parse("2026-03-29T01:00:00Z");
        ToDoubleBiFunction<Integer, Instant> job =
                (vm, at) -> vm == 0 && at.atZone(BERLIN).getHour() == 3 ? 1 : 0;
        Instant from = Instant.parse("2026-03-19T00:00:00Z");
        Instant until = Instant.parse("2026-03-29T00:25:00Z");

        isWithin80Percent(
                forecast(from, until, job, announced(cron("0 3 * * *", "backup", EventScope.vm("v0"))), 0), change);
        isMissed(forecast(from, until, job, null, 0), change);
    }

    @Test
    void theBatchOfTheEndOfAMonthIsSeenAhead() {
        Instant next = Instant.parse("2026-04-30T20:00:00Z");
        ToDoubleBiFunction<Integer, Instant> batch =
                (vm, at) -> vm == 0 ? during(at, Instant.parse("2026-03-31T20:00:00Z")) : 0;
        Instant from = Instant.parse("2026-03-28T00:00:00Z");
        Instant until = Instant.parse("2026-04-30T19:25:00Z");
        EventCalendar calendar = new ScheduledEvents(
                Sources.quartz("0 0 22 L * ?", BERLIN),
                WIDTH,
                Duration.ZERO,
                Occasion.of("batch", EventScope.vm("v0")));

        isWithin80Percent(forecast(from, until, batch, announced(calendar), 0), next);
        isMissed(forecast(from, until, batch, null, 0), next);
    }

    @Test
    void aCampaignIsSeenAheadOnAVmThatHasNeverHadOne() {
        Instant next = Instant.parse("2026-03-12T15:00:00Z");
        Instant from = Instant.parse("2026-03-05T00:00:00Z");
        Instant until = Instant.parse("2026-03-12T14:25:00Z");
        ToDoubleBiFunction<Integer, Instant> campaigns = (vm, at) -> vm == 2
                ? 0
                : during(at, Instant.parse("2026-03-07T10:00:00Z")) + during(at, Instant.parse("2026-03-10T18:00:00Z"));

        isWithin80Percent(forecast(from, until, campaigns, announced(feed("announced")), 2), next);
        isMissed(forecast(from, until, campaigns, null, 2), next);
    }

    @Test
    void aCampaignThatIsCalledOffRaisesNothing() {
        Instant next = Instant.parse("2026-03-12T15:00:00Z");
        Instant from = Instant.parse("2026-03-05T00:00:00Z");
        Instant until = Instant.parse("2026-03-12T14:25:00Z");
        ToDoubleBiFunction<Integer, Instant> campaigns = (vm, at) -> vm == 2
                ? 0
                : during(at, Instant.parse("2026-03-07T10:00:00Z")) + during(at, Instant.parse("2026-03-10T18:00:00Z"));

        Forecast forecast = forecast(from, until, campaigns, announced(feed("cancelled")), 2);

        assertThat(mean(forecast, 0.9, next)).isLessThan(usual(next) + 0.5);
    }

    private static EventCalendar feed(String state) {
        String campaigns = """
                {"id": "a", "kind": "campaign", "start": "2026-03-07T10:00:00Z", "end": "2026-03-07T11:00:00Z", "scope": {"vms": ["v0", "v1"]}}
                {"id": "b", "kind": "campaign", "start": "2026-03-10T18:00:00Z", "end": "2026-03-10T19:00:00Z", "scope": {"vms": ["v0", "v1"]}}
                {"id": "c", "kind": "campaign", "start": "2026-03-12T15:00:00Z", "end": "2026-03-12T16:00:00Z", "scope": {"vms": ["v2"]}, "state": "STATE"}
                """;
        return Sources.feed(campaigns.replace("STATE", state), Occasion.of("campaign", EventScope.ALL));
    }
}
