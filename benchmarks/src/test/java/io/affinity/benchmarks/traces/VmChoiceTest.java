// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VmChoiceTest {

    private static final List<String> VMS = List.of("a", "b", "c", "d", "e");

    @Test
    void firstTakesThoseThatStandFirst() {
        assertThat(VmChoice.parse("first:2").of(VMS)).containsExactly("a", "b");
        assertThat(VmChoice.parse("first:9").of(VMS)).containsExactlyElementsOf(VMS);
    }

    @Test
    void everyTakesThemAtEqualDistances() {
        assertThat(VmChoice.parse("every:2").of(VMS)).containsExactly("a", "c", "e");
        assertThat(VmChoice.parse("every:1").isAll()).isTrue();
    }

    @Test
    void allTakesAll() {
        assertThat(VmChoice.parse("all").of(VMS)).containsExactlyElementsOf(VMS);
        assertThat(VmChoice.parse("all").isAll()).isTrue();
        assertThat(VmChoice.parse("first:9").isAll()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "first", "first:", "first:0", "every:-1", "every:x", "last:3", "first:3 "})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> VmChoice.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(" + text + ") must be all, first:N or every:N");
    }
}
