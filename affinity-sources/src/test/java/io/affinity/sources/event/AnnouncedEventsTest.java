// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.sources.Sources;
import io.affinity.sources.calendar.Occasion;
import io.affinity.sources.calendar.ScheduledEvents;
import io.affinity.sources.event.AnnouncedEvent.State;
import io.affinity.spi.contract.EventSourceContract;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnnouncedEventsTest extends EventSourceContract {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");

    @Override
    protected EventSource source() {
        EventCalendar nightly = new ScheduledEvents(
                Sources.cron("30 2 * * *", ZoneId.of("Europe/Berlin")),
                Duration.ofMinutes(40),
                Duration.ZERO,
                Occasion.of("backup", EventScope.ALL));
        EventCalendar once = new EventList(List.of(event("a", TEN, 60, "campaign", 1, EventScope.vm("vm-1"))));
        return new AnnouncedEvents(List.of(nightly, once), new KnownVms(), STEP);
    }

    private static AnnouncedEvent event(
            String id, Instant start, int minutes, String kind, double magnitude, EventScope scope) {
        Instant end = start.plus(Duration.ofMinutes(minutes));
        return new AnnouncedEvent(id, start, end, kind, magnitude, scope, State.ANNOUNCED);
    }

    private static double value(List<AnnouncedEvent> events, Instant step) {
        EventSource source = new AnnouncedEvents(List.of(new EventList(events)), new KnownVms(), STEP);
        return source.covariates(new VmId("vm-1")).get(0).value(step);
    }

    @Test
    void isTheShareOfTheStepByMagnitude() {
        AnnouncedEvent three = event("a", TEN.plusSeconds(60), 3, "k", 2, EventScope.ALL);
        AnnouncedEvent whole = event("b", TEN, 60, "k", 1, EventScope.ALL);

        assertThat(value(List.of(three), TEN)).isEqualTo(1.2);
        assertThat(value(List.of(three), TEN.plus(STEP))).isZero();
        assertThat(value(List.of(three, whole), TEN)).isEqualTo(2.2);
    }

    @Test
    void countsEventsOverMidnightOnce() {
        Instant midnight = Instant.parse("2026-03-02T00:00:00Z");
        AnnouncedEvent night = event("a", midnight.minusSeconds(90), 3, "k", 1, EventScope.ALL);

        assertThat(value(List.of(night), midnight.minus(STEP))).isEqualTo(0.3);
        assertThat(value(List.of(night), midnight)).isEqualTo(0.3);
    }

    @Test
    void aCancelledEventRaisesNothing() {
        AnnouncedEvent cancelled =
                new AnnouncedEvent("a", TEN, TEN.plusSeconds(600), "k", 1, EventScope.ALL, State.CANCELLED);

        assertThat(new AnnouncedEvents(List.of(new EventList(List.of(cancelled))), new KnownVms(), STEP)
                        .covariates(new VmId("vm-1")))
                .isEmpty();
    }

    @Test
    void concernsTheVmsOfItsScopeAlone() {
        List<Vm> fleet = List.of(
                Vm.of("id-1", 1, 1).withName("web").withTenant(new Tenant("shop")),
                Vm.of("id-2", 1, 1).withName("twin"),
                Vm.of("id-3", 1, 1).withName("twin"));
        KnownVms vms = new KnownVms();
        vms.observe(fleet, List.of(LocationPolicy.AntiAffinity.of("db", Set.of(new VmId("id-2"), new VmId("id-3")))));
        List<AnnouncedEvent> events = List.of(
                event("1", TEN, 5, "by name", 1, EventScope.vm("web")),
                event("2", TEN, 5, "by id", 1, EventScope.vm("id-2")),
                event("3", TEN, 5, "by a name of two", 1, EventScope.vm("twin")),
                event("4", TEN, 5, "by group", 1, EventScope.group("db")),
                event("5", TEN, 5, "by tenant", 1, EventScope.tenant("shop")),
                event("6", TEN, 5, "everybody", 1, EventScope.ALL));
        EventSource source = new AnnouncedEvents(List.of(new EventList(events)), vms, STEP);

        assertThat(source.covariates(new VmId("id-1")))
                .extracting(Covariate::name)
                .containsExactly("by name", "by tenant", "everybody");
        assertThat(source.covariates(new VmId("id-2")))
                .extracting(Covariate::name)
                .containsExactly("by group", "by id", "everybody");
        assertThat(source.covariates(new VmId("id-3")))
                .extracting(Covariate::name)
                .containsExactly("by group", "everybody");
    }

    @Test
    void severalSourcesCanBeOneWithoutHidingEachOther() {
        EventSource both = new CombinedEvents(List.of(source(), source()));

        assertThat(both.covariates(new VmId("vm-1")))
                .extracting(Covariate::name)
                .containsExactly("backup", "campaign", "backup (announced)", "campaign (announced)");
    }
}
