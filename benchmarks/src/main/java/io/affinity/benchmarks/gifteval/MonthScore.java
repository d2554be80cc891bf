// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.gifteval;

import java.util.List;

/** What became of the tasks of a month. */
record MonthScore(String month, List<TaskScore> tasks) {

    MonthScore {
        tasks = List.copyOf(tasks);
    }
}
