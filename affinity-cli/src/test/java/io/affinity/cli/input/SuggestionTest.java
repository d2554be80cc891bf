// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

    private static final List<String> KNOWN = List.of("db", "web-1", "web-2", "automatic", "observe", "recommend");

    @ParameterizedTest
    @CsvSource({
        "dbb, db",
        "bd, db",
        "Web-1, web-1",
        "web_2, web-2",
        "web-3, web-1",
        "auto, automatic",
        "recomend, recommend"
    })
    void findsTheNearestName(String wrong, String meant) {
        assertThat(Suggestion.among(KNOWN, wrong)).isEqualTo(meant);
        assertThat(Suggestion.end(KNOWN, wrong)).isEqualTo("; did you mean " + meant + "?");
    }

    @Test
    void suggestsNothingThatIsFarAway() {
        assertThat(Suggestion.among(KNOWN, "kitchen")).isNull();
        assertThat(Suggestion.among(KNOWN, "")).isNull();
        assertThat(Suggestion.among(List.of("a", "b"), "c")).isNull();
        assertThat(Suggestion.among(KNOWN, "db".repeat(1_000_000))).isNull();
        assertThat(Suggestion.end(KNOWN, "kitchen")).isEqualTo(".");
    }

    @Test
    void quotesOneLineAndNotTooMuchOfIt() {
        assertThat(Quoted.of("a\nb\u001b[31m")).isEqualTo("\"a b [31m\"");
        assertThat(Quoted.of("x".repeat(5_800_000))).hasSize(105).endsWith("x...\"");
        assertThat(Quoted.shortened("\uD83D\uDE00".repeat(60), 99)).hasSize(101);
    }
}
