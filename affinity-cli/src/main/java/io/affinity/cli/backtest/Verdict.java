// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import io.affinity.cli.output.Counted;
import io.affinity.core.backtest.LeadSkill;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether predicting pays, in one sentence. The forecaster that has most skill over the best simple rule, in the mean of all leads, is set
 * against that rule, lead by lead. What is within twice the standard error may be chance, and is called so.
 */
final class Verdict {

    private static final int MOST_NAMED = 3;

    private final Compared compared;
    private final int judged;
    private final List<String> better = new ArrayList<>();
    private final List<String> unclear = new ArrayList<>();
    private final List<String> worse = new ArrayList<>();
    private final Set<Integer> exceptions = new LinkedHashSet<>();

    private Verdict(Compared compared, int judged) {
        this.compared = compared;
        this.judged = judged;
    }

    static String of(Compared compared) {
        List<Integer> judged = compared.comparison().contenders().judged();
        if (judged.isEmpty()) {
            return "There is no verdict, as only simple rules were compared; --forecasters names others, such as auto.";
        }
        int best = judged.get(0);
        for (int one : judged) {
            best = meanSkill(compared, one) > meanSkill(compared, best) ? one : best;
        }
        return new Verdict(compared, best).sentence();
    }

    private static double meanSkill(Compared compared, int contender) {
        double sum = 0;
        int leads = 0;
        for (int lead = 0; lead < compared.leads(); lead++) {
            double skill = compared.skillOverRules(contender, lead).pooled();
            if (Double.isFinite(skill)) {
                sum += skill;
                leads++;
            }
        }
        return leads == 0 ? Double.NEGATIVE_INFINITY : sum / leads;
    }

    private String sentence() {
        boolean isAny = false;
        for (int lead = 0; lead < compared.leads(); lead++) {
            boolean isCompared = compared.result().score(judged, lead).values() > 0;
            isAny |= isCompared;
            if (isCompared) {
                judge(lead);
            }
        }
        String name = compared.comparison().contenders().name(judged);
        if (!isAny) {
            return "There is no verdict, as nothing came that forecasts could be compared with.";
        } else if (!better.isEmpty()) {
            return "Predicting pays here: " + name + " loses " + joined(better) + excepted() + ".";
        }
        List<String> others = new ArrayList<>(worse);
        others.addAll(unclear);
        return (worse.isEmpty() ? "It cannot be told whether predicting pays here: " : "Predicting does not pay here: ")
                + name + " loses " + joined(others) + ".";
    }

    /** Puts a lead where it belongs. */
    private void judge(int lead) {
        LeadSkill skill = compared.skillOverRules(judged, lead);
        String rule = compared.comparison().contenders().name(compared.bestRule(lead));
        String ahead = compared.comparison().leadText(lead) + " ahead (" + rule;
        if (Double.isNaN(skill.pooled())) {
            unclear.add("nothing " + ahead + " neither)");
            return;
        }
        String text = difference(skill) + " than the best simple rule " + ahead;
        if (skill.isClearlyBetter()) {
            better.add(text + ")");
            exceptions.addAll(skill.clearlyWorse());
        } else if (skill.isClearlyWorse()) {
            worse.add(text + ")");
        } else {
            boolean isShort = Double.isNaN(skill.error());
            unclear.add(text + (isShort ? "; too little time to tell it from chance)" : "; may be chance)"));
        }
    }

    private static String difference(LeadSkill skill) {
        double pooled = skill.pooled();
        return Double.isInfinite(pooled)
                ? "more"
                : FigureText.percent(Math.abs(pooled), 0) + " % " + (pooled >= 0 ? "less" : "more");
    }

    private String excepted() {
        List<String> excepted = new ArrayList<>();
        List<String> leads = new ArrayList<>(unclear);
        leads.addAll(worse);
        if (!leads.isEmpty()) {
            excepted.add("that it loses " + joined(leads));
        }
        if (!exceptions.isEmpty()) {
            int all = compared.comparison().past().data().vms().size();
            List<String> named = exceptions.stream()
                    .limit(MOST_NAMED)
                    .map(compared.comparison()::label)
                    .toList();
            boolean isAllNamed = named.size() == exceptions.size();
            excepted.add("for " + exceptions.size() + " of " + Counted.of(all, "VM") + ", "
                    + (isAllNamed ? "" : "such as ") + joined(named) + ", on which that rule is clearly better");
        }
        return excepted.isEmpty() ? "" : ", except " + String.join("; and ", excepted);
    }

    private static String joined(List<String> parts) {
        int last = parts.size() - 1;
        return last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }
}
