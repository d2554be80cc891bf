// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.reassignment.GroupRule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * What it costs at least to mend a rule: of its members so many have to leave that what each can relieve ({@link GroupRule#relief}) covers what
 * is to be mended. That is a covering knapsack (Kellerer, Pferschy and Pisinger, Knapsack Problems, 2004, 13.3), whose parts may leave as
 * fractions here, so that nothing dearer is found than the cheapest way.
 *
 * <p>Proof. Let {@code d} be what is to be mended, {@code c(m)} what is left of the cost of member {@code m}, {@code r(m)} its relief but at most
 * {@code d}, and {@code w} the price of a unit that is not mended. In a placement in which the members {@code M} have left, {@code v >= d -
 * sum r(m)} is not mended. With any {@code y} from 0 to {@code w}, {@code sum min(c(m), y r(m)) + w v >= y d - sum max(0, y r(m) - c(m))}, where
 * the first sum is over {@code M} and the last over all members. So {@code min(c(m), y r(m))} of each cost is taken, and the right side is the
 * bound; {@code y} is the price at which the members that are worth it cover {@code d}, which makes it greatest.
 */
final class RuleRelaxation {

    private static final double ROUNDING = 1e-9;

    private final GroupRule rule;
    private final int[] members;
    private final List<Part> parts = new ArrayList<>();

    /** The hard violation that is left when all have left that can. */
    private final double least;

    private final double needed;

    /** A member that relieves. */
    private record Part(int vm, double relief, double cost) {

        double ratio() {
            return cost / relief;
        }
    }

    /** @param costs of which nothing is taken yet */
    RuleRelaxation(GroupRule rule, LeavingCosts costs) {
        this.rule = rule;
        members = rule.members();
        double total = rule.total();
        double most = 0;
        for (int m = 0; total > 0 && most < total && m < members.length; m++) {
            most += costs.canLeave(members[m]) ? rule.relief(m) : 0;
        }
        least = Math.max(rule.least(), total - most);
        needed = total - least > ROUNDING ? total - least : 0;
    }

    /** {@return what no placement violates the rule by less than} */
    double least() {
        return least;
    }

    boolean isMendable() {
        return needed > 0;
    }

    /** Adds the VMs without whose leaving nothing that is least can be reached. */
    void addForced(LeavingCosts costs, BitSet forced) {
        double all = 0;
        for (int m = 0; needed > 0 && m < members.length; m++) {
            all += costs.canLeave(members[m]) ? rule.relief(m) : 0;
        }
        if (all > 0 && all < Double.POSITIVE_INFINITY) {
            for (int m = 0; m < members.length; m++) {
                if (costs.canLeave(members[m]) && all - rule.relief(m) < needed - ROUNDING) {
                    forced.set(members[m]);
                }
            }
        }
    }

    /**
     * {@return the least cost of mending what can be, or of leaving it at a price} What it consists of is taken from the costs.
     *
     * @param price of a unit that is not mended; infinite if it has to be
     */
    double cost(double price, LeavingCosts costs) {
        collect(costs);
        double y = Math.min(price, coveringRatio());
        double bound = y * needed;
        for (Part part : parts) {
            bound -= Math.max(0, y * part.relief - part.cost);
        }
        if (!(bound > ROUNDING)) {
            return 0;
        }
        for (Part part : parts) {
            costs.take(part.vm, y * part.relief);
        }
        return bound;
    }

    private void collect(LeavingCosts costs) {
        parts.clear();
        for (int m = 0; m < members.length; m++) {
            double relief = Math.min(rule.relief(m), needed);
            if (relief > 0 && costs.canLeave(members[m])) {
                parts.add(new Part(members[m], relief, costs.of(members[m])));
            }
        }
        parts.sort(Comparator.comparingDouble(Part::ratio));
    }

    /** {@return the cost of a unit of relief at which there is enough of it} */
    private double coveringRatio() {
        double covered = 0;
        double ratio = 0;
        for (int i = 0; i < parts.size() && covered < needed - ROUNDING; i++) {
            covered += parts.get(i).relief;
            ratio = parts.get(i).ratio();
        }
        return ratio;
    }
}
