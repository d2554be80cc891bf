// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.util.List;

/**
 * What a change of the cluster would do: the same simulation with it and without. Immutable and thread-safe.
 *
 * @param question the change, as it was asked for, not blank
 * @param sentences what it comes to, for people
 * @param rows one for each policy
 */
public record WhatIfAnswer(String question, List<String> sentences, List<Row> rows) {

    /**
     * One policy.
     *
     * @param policy by its name, not blank
     * @param cells label, value as it is, value with the change
     */
    public record Row(String policy, List<Cell> cells) {
        /** Copies the list. */
        public Row {
            Require.text("policy", policy);
            cells = List.copyOf(cells);
        }
    }

    /** One figure, ready to read, without the change and with it. */
    public record Cell(String label, String before, String after) {}

    /** Copies the lists. */
    public WhatIfAnswer {
        Require.text("question", question);
        sentences = List.copyOf(sentences);
        rows = List.copyOf(rows);
    }
}
