// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.spi.model.HostId;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhatIfTest {

    private static final HostId H3 = new HostId("h3");

    @Test
    void eachFormIsRead() {
        assertThat(WhatIf.parse("remove h3").changes()).containsExactly(new Change.RemoveHost(H3));
        assertThat(WhatIf.parse(" scale  big vm 2.5 ").changes()).containsExactly(new Change.ScaleVm("big vm", 2.5));
        assertThat(WhatIf.parse("drain h3").changes())
                .containsExactly(new Change.DrainHost(H3, new Change.When.Beginning()));
        assertThat(WhatIf.parse("drain h3 at 2026-03-02T09:00:00Z").changes())
                .containsExactly(new Change.DrainHost(H3, new Change.When.At(Instant.parse("2026-03-02T09:00:00Z"))));
        assertThat(WhatIf.parse("drain h3 on Monday 09:30").changes())
                .containsExactly(new Change.DrainHost(H3, new Change.When.Day(DayOfWeek.MONDAY, LocalTime.of(9, 30))));
    }

    @Test
    void severalChangesAreMadeAtOnce() {
        assertThat(WhatIf.parse("remove h3 and scale salt and pepper 2 and drain h4")
                        .changes())
                .containsExactly(
                        new Change.RemoveHost(H3),
                        new Change.ScaleVm("salt and pepper", 2),
                        new Change.DrainHost(new HostId("h4"), new Change.When.Beginning()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "remove", "delete h3", "scale vm7"})
    void whatIsNoQuestionNamesTheLegalForms(String text) {
        assertThatThrownBy(() -> WhatIf.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("(" + text + ")", "'remove HOST', 'scale VM FACTOR', 'drain HOST'");
    }

    @ParameterizedTest
    @CsvSource({
        "scale vm7 twice, the factor (twice) is no number",
        "scale vm7 0, the factor (0) must be above 0 and at most 1000",
        "scale vm7 NaN, the factor (NaN) must be above 0",
        "drain h3 at noon, the time (noon) is no instant such as 2026-03-02T09:00:00Z",
        "drain h3 on moonday, the day (moonday) must be monday to sunday",
        "drain h3 on monday 25:00, the time (25:00) must be 00:00 to 23:59"
    })
    void aWrongPartIsNamed(String text, String why) {
        assertThatThrownBy(() -> WhatIf.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aDayIsTheFirstOneOfTheSimulation() {
        Instant wednesday = Instant.parse("2026-03-04T10:00:00Z");
        Change.When nine = new Change.When.Day(DayOfWeek.WEDNESDAY, LocalTime.of(9, 0));

        assertThat(nine.within(wednesday, Instant.parse("2026-03-12T00:00:00Z")))
                .isEqualTo(Instant.parse("2026-03-11T09:00:00Z"));
        assertThat(nine.within(wednesday, Instant.parse("2026-03-11T09:00:00Z")))
                .isNull();
    }
}
