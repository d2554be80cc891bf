// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleFileTest {

    private static final Instant EIGHT = Instant.parse("2026-11-27T08:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);

    private static double[] means(String text, int length) {
        return SampleFile.parse(text).means(EIGHT, STEP, length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-27T08:00:00Z,3\n2026-11-27T08:05:00Z,4.5\n",
                "# sign-ins\n\ntime,value\n2026-11-27T09:00:00+01:00,3\n2026-11-27 08:05:00Z,4.5\n",
                "site;value;time\nparis;3;1795766400\nparis;4.5;1795766700\n",
                "\"timestamp\",\"value\"\n1795766400000,3\n1795766700000,\"4.5\"\n",
                "{\"time\": \"2026-11-27T08:00:00Z\", \"value\": 3, \"by\": {\"site\": [1]}}\n"
                        + "{\"value\": 4.5, \"time\": 1795766700}\n",
                "2026-11-27T08:05:00Z,4.5\r\n2026-11-27T08:00:00Z,9\r\n2026-11-27T08:00:00Z,3\r\n2026-11-27T08:02:00Z,\r\n"
            })
    void readsWhatPeopleAndProgramsWrite(String text) {
        assertThat(means(text, 3)).containsExactly(3, 4.5, Double.NaN);
    }

    @Test
    void severalSamplesOfAStepAreItsMean() {
        assertThat(means(
                        "2026-11-27T07:55:00Z,100\n2026-11-27T07:56:00Z,1\n2026-11-27T07:59:00Z,2\n2026-11-27T08:00:00Z,6\n",
                        1))
                .containsExactly(3);
    }

    /** It may be the half of a number. */
    @Test
    void aLastLineWithoutABreakIsStillBeingWritten() {
        assertThat(means("2026-11-27T08:00:00Z,3\n2026-11-27T08:05:00Z,4", 2)).containsExactly(3, Double.NaN);
        assertThat(means("2026-11-27T08:00:00Z,3\n2026-11-", 2)).containsExactly(3, Double.NaN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2,3 | 1 | the line must have 2 columns",
                "clock,value | 1 | the header must name the columns time and value",
                "yesterday-at-eight,3 | 1 | the time must be one from 1970 to 2199",
                "27.11.2026,3 | 1 | the time must be one from 1970 to 2199",
                "1e300,3 | 1 | the time must be one from 1970 to 2199",
                "-5,3 | 1 | the time must be one from 1970 to 2199",
                "1795766400,many | 1 | the value must be a number such as 12.5, and not \"many\".",
                "1795766400,NaN | 1 | the value must be a number",
                "1795766400,1e999 | 1 | the value must be a number",
                "{\"value\": 3} | 1 | the object must have a time.",
                "{\"time\": 1795766400, \"value\": 3 | 1 | the line is not JSON",
                "{\"time\": 1795766400, \"value\": 3} {} | 1 | the line must be one object of JSON"
            })
    void whatIsWrongIsToldWithItsLine(String content, int line, String message) {
        assertThatThrownBy(() -> SampleFile.parse(content + "\n"))
                .isInstanceOf(SampleException.class)
                .hasMessageContaining(message)
                .extracting(thrown -> ((SampleException) thrown).line())
                .isEqualTo(line);
    }

    @Test
    void anEmptyTextHasNoSamples() {
        assertThat(SampleFile.parse("").size()).isZero();
        assertThat(Samples.NONE.newest()).isEqualTo(Long.MIN_VALUE);
        assertThat(Samples.NONE.means(EIGHT, STEP, 2)).containsExactly(Double.NaN, Double.NaN);
    }
}
