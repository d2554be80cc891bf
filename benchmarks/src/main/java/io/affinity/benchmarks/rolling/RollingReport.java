package io.affinity.benchmarks.rolling;

import java.util.ArrayList;
import java.util.List;

/**
 * All figures of a run.
 *
 * @param results of each model in the order of the command line, references first; for the same series each
 */
record RollingReport(List<RollingRow> rows, List<SkillRow> skills, List<List<SeriesResult>> results) {

    static RollingReport of(List<Integer> horizons, int references, List<List<SeriesResult>> results) {
        List<RollingRow> rows = new ArrayList<>();
        List<SkillRow> skills = new ArrayList<>();
        for (int horizon : horizons) {
            for (List<SeriesResult> model : results) {
                rows.add(RollingRow.of(model.get(0).model(), horizon, model));
            }
            for (List<SeriesResult> model : results.subList(references, results.size())) {
                for (List<SeriesResult> reference : results.subList(0, references)) {
                    skills.add(SkillRow.of(horizon, model, reference));
                }
            }
        }
        return new RollingReport(rows, skills, results);
    }
}
