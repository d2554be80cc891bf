// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.Note;
import io.affinity.core.balancing.Misplaced;
import io.affinity.core.execution.DroppedStart;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoteTextTest {

    private static final VmNames NAMES = VmNames.of(List.<Vm>of());

    private static final VmId DB = new VmId("db");
    private static final HostId N2 = new HostId("n2");
    private static final Instant AT = Instant.parse("2026-03-01T09:12:00Z");

    @Test
    void saysHowFarLearningIs() {
        assertThat(NoteText.of(new Note.Learning(Duration.ofMinutes(12), Duration.ofHours(1)), NAMES))
                .startsWith("Learning, 12 of 60 min: nothing is forecast yet");
        assertThat(NoteText.of(new Note.Learning(Duration.ofSeconds(3), Duration.ofSeconds(10)), NAMES))
                .startsWith("Learning, 3 of 10 s:");
    }

    @Test
    void saysWhatIsNotKnownOfDemandAndSinceWhen() {
        assertThat(NoteText.of(new Note.DemandUnknown(List.of(DB), 1, AT), NAMES))
                .isEqualTo("The demand of all VMs is known until 2026-03-01T09:12:00Z only: what is forecast of them is"
                        + " not believed.");
        assertThat(NoteText.of(new Note.DemandUnknown(Collections.nCopies(5, DB), 9, null), NAMES))
                .startsWith("The demand of db, db, db and 2 more is not known: what is forecast of them");
    }

    @Test
    void saysWhyRulesAreBrokenStill() {
        Misplaced one = new Misplaced(DB, N2, Misplaced.Why.NO_TARGET);

        assertThat(NoteText.of(new Note.NotMended(List.of("apart"), List.of(N2), List.of(one)), NAMES))
                .isEqualTo("Broken: apart. To be emptied: n2. Nothing can be done about it now."
                        + " db stays on n2: no host may take it.");
        assertThat(NoteText.of(new Note.NotMended(List.of("apart"), List.of(), List.of()), NAMES))
                .isEqualTo("Broken: apart. Nothing can be done about it now.");
        assertThat(NoteText.of(new Note.NotMended(List.of(), List.of(N2), Collections.nCopies(5, one)), NAMES))
                .endsWith("db stays on n2: no host may take it; and 2 more.");
    }

    @ParameterizedTest
    @EnumSource
    void hasWordsForEveryReasonToStay(Misplaced.Why why) {
        assertThat(NoteText.of(new Note.NotMended(List.of(), List.of(N2), List.of(new Misplaced(DB, N2, why))), NAMES))
                .contains("db stays on n2: ");
    }

    @ParameterizedTest
    @EnumSource
    void hasWordsForEveryPartThatBreaks(Note.Part part) {
        assertThat(NoteText.of(new Note.PartBroke(part, "It gave no answer."), NAMES))
                .endsWith(": It gave no answer.");
    }

    @Test
    void saysThatNothingWasDecidedSince() {
        Migration migration = new Migration(DB, new HostId("n1"), N2);

        assertThat(NoteText.of(
                        new Note.NotStarted(new DroppedStart(migration, new DroppedStart.Cause.Undecided())), NAMES))
                .isEqualTo("db does not go from n1 to n2: what was to be decided since could not be.");
    }
}
