// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import io.affinity.core.backtest.BacktestResult;
import io.affinity.core.backtest.LeadSkill;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What came of a comparison.
 *
 * @param comparison what it was
 * @param result its figures
 */
public record Compared(Comparison comparison, BacktestResult result) {

    /** {@return how many leads there are} */
    int leads() {
        return comparison.backtest().settings().leads().size();
    }

    /** {@return the rule with the least loss at a lead, all VMs together} */
    int bestRule(int lead) {
        int best = 0;
        for (int rule = 1; rule < comparison.contenders().rules(); rule++) {
            best = result.score(rule, lead).pinball() < result.score(best, lead).pinball() ? rule : best;
        }
        return best;
    }

    /** {@return what a contender is worth beside the best rule} */
    LeadSkill skillOverRules(int contender, int lead) {
        return result.skill(contender, bestRule(lead), lead);
    }

    /** {@return what is skill measured against: the places of the rules that have one, -1 for those that are left out} */
    int[] references() {
        Contenders contenders = comparison.contenders();
        return new int[] {Contenders.PERSISTENCE, contenders.day(), contenders.week()};
    }

    /** {@return in which order rows are shown: who is judged, then the rules} */
    List<Integer> rows() {
        List<Integer> rows = new ArrayList<>(comparison.contenders().judged());
        rows.addAll(IntStream.range(0, comparison.contenders().rules()).boxed().toList());
        return rows;
    }

    /** {@return the answer in one sentence} */
    public String verdict() {
        return Verdict.of(this);
    }

    /** {@return the figures as text: a table for each lead, and what else there is to say} */
    public List<String> lines() {
        return BacktestText.lines(this);
    }
}
