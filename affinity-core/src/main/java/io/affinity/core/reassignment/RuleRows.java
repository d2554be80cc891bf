package io.affinity.core.reassignment;

import java.util.Arrays;
import java.util.List;

/**
 * The rules that a VM is in, and what changes of its host do to them: those of VM {@code v} are at {@code first[v]} to
 * {@code first[v + 1]} of one array, in rising order. Belongs to one thread.
 */
final class RuleRows {

    private final GroupRule[] rules;
    private final boolean[] isHard;
    private final double[] weight;
    private final int[] first;
    private final int[] row;

    /** The VM's place among the members of the rule. */
    private final int[] place;

    private final int[] hostByVm;

    RuleRows(List<Reassignment.Rule> all, int[] hostByVm) {
        this.hostByVm = hostByVm;
        rules = new GroupRule[all.size()];
        isHard = new boolean[rules.length];
        weight = new double[rules.length];
        first = new int[hostByVm.length + 1];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = all.get(i).beginning().begin(hostByVm);
            isHard[i] = all.get(i).isHard();
            weight[i] = all.get(i).weight();
            for (int vm : rules[i].members()) {
                first[vm + 1]++;
            }
        }
        for (int v = 0; v < hostByVm.length; v++) {
            first[v + 1] += first[v];
        }
        row = new int[first[hostByVm.length]];
        place = new int[row.length];
        int[] next = Arrays.copyOf(first, hostByVm.length);
        for (int i = 0; i < rules.length; i++) {
            int[] members = rules[i].members();
            for (int m = 0; m < members.length; m++) {
                place[next[members[m]]] = m;
                row[next[members[m]]++] = i;
            }
        }
    }

    /** {@return what all rules cost} */
    double cost() {
        double sum = 0;
        for (int i = 0; i < rules.length; i++) {
            sum += weight[i] * rules[i].total();
        }
        return sum;
    }

    /** {@return what a VM's move adds; infinite if a hard rule forbids it} */
    double change(int vm, int to) {
        double sum = 0;
        for (int i = first[vm]; i < first[vm + 1]; i++) {
            sum += changeAt(i, to);
        }
        return sum;
    }

    private double changeAt(int i, int to) {
        GroupRule rule = rules[row[i]];
        return priced(row[i], rule.totalIf(place[i], to) - rule.total());
    }

    private double priced(int index, double change) {
        return change > 0 && isHard[index] ? Double.POSITIVE_INFINITY : weight[index] * change;
    }

    /** {@return what it adds that two VMs change places; infinite if a hard rule forbids it} */
    double changeOfSwap(int one, int other) {
        double sum = 0;
        int i = first[one];
        int j = first[other];
        while (i < first[one + 1] || j < first[other + 1]) {
            int ofOne = i < first[one + 1] ? row[i] : Integer.MAX_VALUE;
            int ofOther = j < first[other + 1] ? row[j] : Integer.MAX_VALUE;
            if (ofOne < ofOther) {
                sum += changeAt(i, hostByVm[other]);
                i++;
            } else if (ofOther < ofOne) {
                sum += changeAt(j, hostByVm[one]);
                j++;
            } else {
                sum += changeOfBoth(i, hostByVm[one], j, hostByVm[other]);
                i++;
                j++;
            }
        }
        return sum;
    }

    /** Both are in the rule, so one is moved for the moment. */
    private double changeOfBoth(int one, int from, int other, int to) {
        GroupRule rule = rules[row[one]];
        double before = rule.total();
        rule.move(place[one], to);
        double after = rule.totalIf(place[other], from);
        rule.move(place[one], from);
        return priced(row[one], after - before);
    }

    /** Moves a VM. */
    void move(int vm, int to) {
        for (int i = first[vm]; i < first[vm + 1]; i++) {
            rules[row[i]].move(place[i], to);
        }
    }
}
