// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.contract.EveryEvent;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalCodecTest {

    private static final Instant AT = Instant.parse("2026-01-05T00:00:00.5Z");
    private static final Migration MIGRATION =
            new Migration(new VmId("vm 1,2%"), new HostId("host-ä"), new HostId("[host]"));
    private static final String BEGIN = "1 must 2026-01-05T00:00:00.5Z m-1 vm a b ";

    @ParameterizedTest
    @ValueSource(strings = {"", "Line one,\nline two.", "Zürich 東京 \uD83D\uDE80", "[a] b=c&d+e%20"})
    void readsEachKindOfEventAsItWasWritten(String text) {
        for (JournalEntry.Event event : EveryEvent.of(MIGRATION, text)) {
            JournalEntry entry = new JournalEntry(AT, text, MIGRATION, event);

            String line = JournalCodec.encode(entry);

            assertThat(line).matches("[!-~]+( [!-~]*)*");
            assertThat(JournalCodec.decode(line)).isEqualTo(entry);
        }
    }

    /** Lines that are on disks and in databases must be readable for ever. */
    @Test
    void readsLinesOfTheFirstVersion() {
        Migration migration = new Migration(new VmId("vm"), new HostId("a"), new HostId("b"));

        assertThat(JournalCodec.decode(BEGIN + "intended"))
                .isEqualTo(new JournalEntry(AT, "m-1", migration, new JournalEntry.Event.Intended()));
        assertThat(JournalCodec.decode(BEGIN + "ended failed refused 1 no_room It+is+full."))
                .isEqualTo(new JournalEntry(
                        AT,
                        "m-1",
                        migration,
                        new JournalEntry.Event.Ended(new MigrationOutcome.Failed(
                                MigrationFailure.Refused.of(FailureCause.NO_ROOM, "It is full.")))));
        assertThat(JournalCodec.decode(BEGIN + "closed refused window outside-window "))
                .isEqualTo(new JournalEntry(
                        AT,
                        "m-1",
                        migration,
                        new JournalEntry.Event.Closed(
                                new Closing.Refused("window", new Gate.Refuse("outside-window", "")))));
    }

    @Test
    void skipsAnEventOfANewerVersionThatMayBeSkipped() {
        assertThat(JournalCodec.decode("1 may 2026-01-05T00:00:00.5Z m-1 vm a b applauded very+loudly 3"))
                .isNull();
    }

    @Test
    void refusesAnEventOfANewerVersionThatMustNotBeSkipped() {
        assertThatThrownBy(() -> JournalCodec.decode(BEGIN + "approved by+somebody"))
                .isInstanceOf(JournalFormatException.class)
                .hasMessageContaining("approved")
                .hasMessageContaining("must not be skipped")
                .hasMessageContaining("newer version");
    }

    @Test
    void ignoresWhatANewerVersionSaysBesidesOfAKnownEvent() {
        assertThat(JournalCodec.decode(BEGIN + "intended by+somebody"))
                .isEqualTo(JournalCodec.decode(BEGIN + "intended"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "2 must 2026-01-05T00:00:00.5Z m-1 vm a b intended",
                "1 should 2026-01-05T00:00:00.5Z m-1 vm a b intended",
                "1 must yesterday m-1 vm a b intended",
                "1 must 2026-01-05T00:00:00.5Z m-1 vm a a intended",
                "1 must 2026-01-05T00:00:00.5Z m-1 vm a b",
                "1 must 2026-01-05T00:00:00.5Z m-1 vm a b ended",
                "1 must 2026-01-05T00:00:00.5Z m-1 vm a b ended completed PT1S soon 1",
                "1 must 2026-01-05T00:00:00.5Z m-1 vm a b ended failed bored",
                "1 must 2026-01-05T00:00:00.5Z m-1 vm a b ended failed refused 0",
                "1 must 2026-01-05T00:00:00.5Z m-1 vm a b ended failed refused 99999999 no_room x",
                "1 must 2026-01-05T00:00:00.5Z m-1 vm a b ended failed driver luck x",
                "1 must 2026-01-05T00:00:00.5Z m-1 vm a b inspected vm a b c",
                "1 must 2026-01-05T00:00:00.5Z m-1 vm a b closed %zz"
            })
    void refusesWhatIsNoLine(String line) {
        assertThatThrownBy(() -> JournalCodec.decode(line))
                .isInstanceOf(JournalFormatException.class)
                .message()
                .isNotBlank();
    }

    /** Whoever reads a line by calling itself for each failure in it runs out of stack. */
    @Test
    void refusesAFailureThatIsTheReasonOfThousands() {
        String line = BEGIN + "ended failed " + "unending ".repeat(20_000) + "requested";

        assertThatThrownBy(() -> JournalCodec.decode(line))
                .isInstanceOf(JournalFormatException.class)
                .hasMessageContaining("the reason of more than 16 others");
        assertThat(JournalCodec.decode(BEGIN + "ended failed returned unending requested"))
                .isNotNull();
    }
}
