// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void eachIsAsWideAsItsWidestAndNumbersAreToTheRight() {
        Columns columns = new Columns("NAME", ">VMS", "STATE");
        columns.add("a host with a long name", "7", "");
        columns.add("b", "1000", "available");

        assertThat(columns.lines())
                .containsExactly(
                        "NAME                      VMS  STATE",
                        "a host with a long name     7",
                        "b                        1000  available");
    }

    @Test
    void aRowHasATextForEach() {
        assertThatThrownBy(() -> new Columns("A", "B").add("1")).hasMessage("The row has (1) texts; it must have 2.");
    }
}
