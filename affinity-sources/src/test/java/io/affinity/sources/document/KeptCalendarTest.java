// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.sources.Sources;
import io.affinity.sources.calendar.Occasion;
import io.affinity.sources.event.EventScope;
import io.affinity.spi.snapshot.SnapshotStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a calendar remembers over restarts: each test begins a process anew by another {@link WatchedCalendar} over the same store. */
class KeptCalendarTest {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String PLACE = "https://example.org/events";

    private static final class MapStore implements SnapshotStore {

        private final Map<String, byte[]> kept = new TreeMap<>();
        private int saves;
        private boolean isFull;

        @Override
        public String name() {
            return "map";
        }

        @Override
        public void save(String key, byte[] snapshot) {
            SnapshotStore.require(key, snapshot);
            if (isFull) {
                throw new UncheckedIOException("There is no room.", new IOException("full"));
            }
            saves++;
            kept.put(key, snapshot.clone());
        }

        @Override
        public byte @Nullable [] load(String key) {
            return kept.get(key);
        }

        @Override
        public List<String> keys() {
            return List.copyOf(kept.keySet());
        }
    }

    /** An address: what it says, or null as long as it does not answer. */
    private record Address(String identity, AtomicReference<@Nullable String> says) implements Document {

        @Override
        public String place() {
            return PLACE;
        }

        @Override
        public String readIfChanged() throws IOException {
            String text = says.get();
            if (text == null) {
                throw new IOException("it does not answer");
            }
            return text;
        }
    }

    private final MapStore store = new MapStore();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final AtomicReference<@Nullable String> says = new AtomicReference<>();

    private WatchedCalendar begin() {
        return begin(PLACE + "?team=a");
    }

    private WatchedCalendar begin(String identity) {
        WatchedCalendar calendar = new WatchedCalendar(
                new Address(identity, says),
                text -> Sources.feed(text, Occasion.of("event", EventScope.ALL)),
                STEP,
                now::get,
                store);
        calendar.refresh();
        return calendar;
    }

    /** A sale from 14:00 to 16:00. */
    private static String sale(String id) {
        return "{\"id\": \"%s\", \"kind\": \"sale\", \"start\": \"2026-03-01T14:00:00Z\", \"end\": \"2026-03-01T16:00:00Z\"}%n"
                .formatted(id);
    }

    private static List<String> events(WatchedCalendar calendar) {
        return calendar.during(NOON, NOON.plus(Duration.ofDays(1)), 100).stream()
                .map(event -> event.id() + " " + event.start())
                .toList();
    }

    private static final String SPRING = "spring 2026-03-01T14:00:00Z";

    private void kept() {
        says.set(sale("spring"));
        assertThat(begin().problem()).isEmpty();
        says.set(null);
    }

    @Test
    void whatWasSaidIsKnownAfterARestartAndItsAgeIsTold() {
        kept();
        now.set(NOON.plusSeconds(90 * 60));

        WatchedCalendar calendar = begin();

        assertThat(events(calendar)).containsExactly(SPRING);
        assertThat(calendar.status()).satisfies(status -> {
            assertThat(status.readAt()).isEqualTo(NOON);
            assertThat(status.isKept()).isTrue();
        });
        assertThat(calendar.problem())
                .isEqualTo(PLACE + ": it cannot be read: it does not answer. What was read at " + NOON
                        + ", 90 min ago and before a restart, is used.");
    }

    @Test
    void whatIsSaidAnewWinsAsSoonAsTheAddressAnswers() {
        kept();
        WatchedCalendar calendar = begin();
        says.set(sale("spring") + "{\"id\": \"spring\", \"state\": \"cancelled\"}\n" + sale("summer"));
        now.set(NOON.plusSeconds(60));

        calendar.refresh();

        assertThat(events(calendar)).containsExactly("summer 2026-03-01T14:00:00Z");
        assertThat(calendar.problem()).isEmpty();
        assertThat(calendar.status().isKept()).isFalse();
        says.set(null);
        assertThat(events(begin())).as("and is what is kept").containsExactly("summer 2026-03-01T14:00:00Z");
    }

    @Test
    void anAddressThatAnswersAtOnceIsBelievedAlone() {
        kept();
        says.set(sale("summer"));

        assertThat(events(begin())).containsExactly("summer 2026-03-01T14:00:00Z");
    }

    @Test
    void anAnswerThatIsNotRightIsNotKeptAndDoesNotHideWhatWas() {
        kept();
        says.set("<html>we are being repaired</html>");

        WatchedCalendar calendar = begin();

        assertThat(events(calendar)).containsExactly(SPRING);
        assertThat(calendar.problem()).startsWith(PLACE + ":1: ").contains("before a restart, is used.");
        says.set(null);
        assertThat(events(begin())).containsExactly(SPRING);
    }

    @Test
    void itIsDroppedWhenItIsOlderThanAnythingThatIsRemembered() {
        kept();
        now.set(NOON.plus(Duration.ofDays(400)));
        assertThat(begin().problem()).contains("400 days ago and before a restart, is used.");
        now.set(NOON.plus(Duration.ofDays(400)).plusSeconds(1));

        WatchedCalendar calendar = begin();

        assertThat(calendar.subjects()).isEmpty();
        assertThat(calendar.problem())
                .endsWith("Nothing is known of it. What was kept of it is not used: it was read at " + NOON
                        + ", more than 400 days ago.");
    }

    @Test
    void aClockThatWasSetBackDoesNotMakeItLastForEver() {
        now.set(NOON.plus(Duration.ofDays(3650)));
        kept();
        now.set(NOON);

        assertThat(begin().problem())
                .endsWith("is not used: it was read at 2036-02-27T12:00:00Z, which is still to come.");
        now.set(NOON.plus(Duration.ofDays(3651)));
        assertThat(begin().problem()).as("it does not come back").endsWith("Nothing is known of it.");
    }

    @Test
    void aClockThatIsOffByLessThanADayChangesNothing() {
        kept();
        now.set(NOON.minusSeconds(3600));

        assertThat(begin().problem()).contains("0 min ago and before a restart, is used.");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void damageIsToldAndNeverBelieved(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        kept();
        String key = store.keys().get(0);
        byte[] whole = store.kept.get(key).clone();
        for (int i = 0; i < 200; i++) {
            byte[] damaged =
                    random.nextBoolean() ? Arrays.copyOf(whole, random.nextInt(1, whole.length)) : whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            store.kept.put(key, damaged);

            WatchedCalendar calendar = begin();

            assertThat(calendar.subjects()).isEmpty();
            assertThat(calendar.problem()).contains("Nothing is known of it. What was kept of it is not used: it");
        }
        says.set(sale("spring"));
        assertThat(begin().problem()).as("and is replaced").isEmpty();
        assertThat(store.kept.get(key)).isEqualTo(whole);
    }

    @Test
    void whatIsOfAnotherAddressIsNotBelieved() {
        kept();
        byte[] foreign = store.kept.get(store.keys().get(0));
        WatchedCalendar other = begin(PLACE + "?team=b");
        assertThat(other.problem()).endsWith("Nothing is known of it.");
        says.set(sale("b"));
        begin(PLACE + "?team=b");
        says.set(null);
        store.kept.replaceAll((key, bytes) -> foreign);

        assertThat(begin(PLACE + "?team=b").problem()).endsWith("is not used: it is of another address.");
    }

    @Test
    void aStoreThatIsFullHoldsNothingUpAndIsAskedAgain() {
        store.isFull = true;
        says.set(sale("spring"));
        WatchedCalendar calendar = begin();
        assertThat(calendar.problem()).isEmpty();
        assertThat(events(calendar)).containsExactly(SPRING);

        store.isFull = false;
        calendar.refresh();

        says.set(null);
        assertThat(events(begin())).containsExactly(SPRING);
    }

    @Test
    void itIsWrittenWhenItChangesAndOnceAnHour() {
        says.set(sale("spring"));
        WatchedCalendar calendar = begin();
        for (int minute = 1; minute <= 125; minute++) {
            now.set(NOON.plusSeconds(60L * minute));
            calendar.refresh();
        }
        assertThat(store.saves).isEqualTo(3);
        says.set(sale("summer"));
        calendar.refresh();
        assertThat(store.saves).isEqualTo(4);
    }

    @Test
    void whatNobodyNamesAnyMoreIsRemoved() {
        kept();
        store.kept.put("ledger", new byte[] {1});
        says.set(sale("b"));
        WatchedCalendar other = begin(PLACE + "?team=b");

        WatchedCalendar.keepOnly(store, List.of(other));

        says.set(null);
        assertThat(events(begin())).isEmpty();
        assertThat(events(begin(PLACE + "?team=b"))).containsExactly("b 2026-03-01T14:00:00Z");
        assertThat(store.kept.get("ledger")).hasSize(1);
        List<String> keys = new ArrayList<>(store.keys());
        keys.remove("ledger");
        assertThat(keys).allMatch(key -> key.startsWith("announced-")).noneMatch(key -> key.contains("team"));
    }
}
