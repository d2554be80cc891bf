// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rolling;

import java.util.ArrayList;
import java.util.List;

/**
 * All figures of a run.
 *
 * @param results of each model in the order of the command line, references first; for the same series each
 */
record RollingReport(List<RollingRow> rows, List<SkillRow> skills, List<List<SeriesLosses>> results) {

    static RollingReport of(List<Integer> horizons, int references, List<List<SeriesLosses>> results) {
        List<RollingRow> rows = new ArrayList<>();
        List<SkillRow> skills = new ArrayList<>();
        for (int horizon : horizons) {
            for (List<SeriesLosses> model : results) {
                rows.add(RollingRow.of(model.get(0).model(), horizon, model));
            }
            for (List<SeriesLosses> model : results.subList(references, results.size())) {
                for (List<SeriesLosses> reference : results.subList(0, references)) {
                    skills.add(SkillRow.of(horizon, model, reference));
                }
            }
        }
        return new RollingReport(rows, skills, results);
    }
}
