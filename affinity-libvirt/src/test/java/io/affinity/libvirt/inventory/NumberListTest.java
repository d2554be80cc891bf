// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberListTest {

    @Test
    void readsNumbersRangesAndWhatIsTakenOutOfThem() {
        assertThat(NumberList.asSet(NumberList.parse("0-3,^2,8"))).containsExactly(0, 1, 3, 8);
        assertThat(NumberList.asSet(NumberList.parse("^2,2"))).containsExactly(2);
        assertThat(NumberList.asSet(NumberList.parse(" 1 , 0 "))).containsExactly(0, 1);
        assertThat(NumberList.asSet(NumberList.parse(""))).isEqualTo(Set.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-", "-1", "0-999999999", "65536", "1-2-3"})
    void refusesWhatIsNoSuchList(String text) {
        assertThatThrownBy(() -> NumberList.parse(text))
                .isInstanceOf(MalformedDescriptionException.class)
                .hasMessageContaining("(" + text + ")");
    }

    /** Whoever may write metadata of a domain must not keep the inventory busy for minutes. */
    @Test
    void aRangeThatIsNamedThousandsOfTimesCostsNoMoreThanItsText() {
        String text = "0-65535,".repeat(100_000);

        assertThat(NumberList.parse(text).cardinality()).isEqualTo(65_536);
        assertThatThrownBy(() -> NumberList.parse(text + "x"))
                .isInstanceOf(MalformedDescriptionException.class)
                .message()
                .hasSizeLessThan(300);
    }
}
