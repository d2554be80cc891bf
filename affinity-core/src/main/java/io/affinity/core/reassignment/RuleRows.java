// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rules that a VM is in, and what changes of its host do to them: those of VM {@code v} are at {@code first[v]} to
 * {@code first[v + 1]} of one array, in rising order. Rules about all VMs are in no VM's row but in those of the hosts that they are about. Belongs
 * to one thread.
 */
final class RuleRows {

    private static final int NONE = -1;
    private static final double ROUNDING = 1e-9;

    private final GroupRule[] rules;
    private final boolean[] isHard;
    private final double[] weight;

    /** How much each was broken in the beginning, which a hard one must never exceed. */
    private final double[] initial;

    private final int[] first;
    private final int[] row;

    /** The VM's place among the members of the rule. */
    private final int[] place;

    private final int[] hostByVm;

    /** Rules about all VMs, and by the host that they are about. */
    private final int[] aboutAll;

    private final int[][] rowByHost;

    RuleRows(List<Reassignment.Rule> all, int[] hostByVm, int hosts) {
        this.hostByVm = hostByVm;
        rules = new GroupRule[all.size()];
        isHard = new boolean[rules.length];
        weight = new double[rules.length];
        initial = new double[rules.length];
        first = new int[hostByVm.length + 1];
        boolean[] isOfGroup = new boolean[rules.length];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = all.get(i).beginning().begin(hostByVm);
            isHard[i] = all.get(i).isHard();
            weight[i] = all.get(i).weight();
            initial[i] = rules[i].total();
            isOfGroup[i] = !isAboutAll(rules[i].members());
            for (int vm : isOfGroup[i] ? rules[i].members() : new int[0]) {
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
            for (int m = 0; isOfGroup[i] && m < members.length; m++) {
                place[next[members[m]]] = m;
                row[next[members[m]]++] = i;
            }
        }
        rowByHost = new int[hosts][];
        aboutAll = IntStream.range(0, rules.length).filter(i -> !isOfGroup[i]).toArray();
        Arrays.setAll(
                rowByHost,
                host -> Arrays.stream(aboutAll)
                        .filter(i -> rules[i].isAbout(host))
                        .toArray());
    }

    private boolean isAboutAll(int[] members) {
        for (int m = 0; m < members.length; m++) {
            if (members[m] != m) {
                return false;
            }
        }
        return members.length == hostByVm.length;
    }

    /** {@return what all rules cost} */
    double cost() {
        double sum = 0;
        for (int i = 0; i < rules.length; i++) {
            sum += weight[i] * rules[i].total();
        }
        return sum;
    }

    /** {@return a rule, only to be asked} */
    GroupRule rule(int rule) {
        return rules[rule];
    }

    /** {@return whether so many VMs may be migrated and no more, for most VMs} */
    boolean limitsMigrationsOfMost() {
        for (int i = 0; i < rules.length; i++) {
            if (isHard[i] && rules[i].limitsMigrations() && 2 * rules[i].members().length > hostByVm.length) {
                return true;
            }
        }
        return false;
    }

    /** {@return what a VM's move adds; infinite if a hard rule forbids it} */
    double change(int vm, int to) {
        double sum = 0;
        for (int i = first[vm]; i < first[vm + 1]; i++) {
            sum += priced(row[i], growth(row[i], place[i], to));
            if (sum == Double.POSITIVE_INFINITY) {
                return sum;
            }
        }
        int from = hostByVm[vm];
        for (int rule : rowByHost[from]) {
            sum += priced(rule, growth(rule, vm, to));
        }
        for (int rule : rowByHost[to]) {
            sum += rules[rule].isAbout(from) ? 0 : priced(rule, growth(rule, vm, to));
        }
        return sum;
    }

    private double growth(int rule, int member, int to) {
        return rules[rule].totalIf(member, to) - rules[rule].total();
    }

    private boolean isForbidden(int rule, double growth) {
        return growth > 0 && isTooMuch(rule, rules[rule].total() + growth);
    }

    private double priced(int rule, double growth) {
        return isForbidden(rule, growth) ? Double.POSITIVE_INFINITY : weight[rule] * growth;
    }

    /** {@return what a VM's move adds, hard rules being paid for} */
    double priceOf(int vm, int to) {
        double sum = 0;
        for (int i = first[vm]; i < first[vm + 1]; i++) {
            sum += weight[row[i]] * growth(row[i], place[i], to);
        }
        for (int rule : aboutAll) {
            sum += weight[rule] * growth(rule, vm, to);
        }
        return sum;
    }

    /** {@return whether a hard rule that a VM is in, or that is about all, is broken more than in the beginning} */
    boolean isWorsened(int vm) {
        for (int i = first[vm]; i < first[vm + 1]; i++) {
            if (isTooMuch(row[i], rules[row[i]].total())) {
                return true;
            }
        }
        for (int rule : aboutAll) {
            if (isTooMuch(rule, rules[rule].total())) {
                return true;
            }
        }
        return false;
    }

    private boolean isTooMuch(int rule, double total) {
        return isHard[rule] && total > initial[rule] + ROUNDING;
    }

    /** {@return what a unit of a rule's amount costs} */
    double weight(int rule) {
        return weight[rule];
    }

    /** {@return what it adds to the cost of soft rules, whatever hard ones say} */
    double softChange(int vm, int to) {
        double sum = 0;
        for (int i = first[vm]; i < first[vm + 1]; i++) {
            sum += isHard[row[i]] ? 0 : weight[row[i]] * growth(row[i], place[i], to);
        }
        for (int rule : aboutAll) {
            sum += isHard[rule] ? 0 : weight[rule] * growth(rule, vm, to);
        }
        return sum;
    }

    /** Tells by how much a VM's move changes the amounts of the rules that it is in, or that are about all VMs. */
    void tellChanges(int vm, int to, RuleChangeListener listener) {
        for (int i = first[vm]; i < first[vm + 1]; i++) {
            listener.changed(row[i], growth(row[i], place[i], to));
        }
        for (int rule : aboutAll) {
            listener.changed(rule, growth(rule, vm, to));
        }
    }

    /** {@return a hard rule that forbids a VM's move, or less than 0 if none does} */
    int forbidding(int vm, int to) {
        for (int i = first[vm]; i < first[vm + 1]; i++) {
            if (isForbidden(row[i], growth(row[i], place[i], to))) {
                return row[i];
            }
        }
        for (int rule : rowByHost[hostByVm[vm]]) {
            if (isForbidden(rule, growth(rule, vm, to))) {
                return rule;
            }
        }
        for (int rule : rowByHost[to]) {
            if (isForbidden(rule, growth(rule, vm, to))) {
                return rule;
            }
        }
        return NONE;
    }

    /** {@return whether a rule is broken that a VM is in, or that is about its host} */
    boolean isBroken(int vm) {
        for (int i = first[vm]; i < first[vm + 1]; i++) {
            if (rules[row[i]].total() > 0) {
                return true;
            }
        }
        for (int rule : rowByHost[hostByVm[vm]]) {
            if (rules[rule].total() > 0) {
                return true;
            }
        }
        return false;
    }

    /** {@return no more than what any move of a VM adds} */
    double leastChange(int vm) {
        double sum = 0;
        for (int i = first[vm]; i < first[vm + 1]; i++) {
            sum -= weight[row[i]] * mostFall(rules[row[i]], place[i]);
        }
        for (int rule : aboutAll) {
            sum -= weight[rule] * mostFall(rules[rule], vm);
        }
        return sum;
    }

    private static double mostFall(GroupRule rule, int member) {
        double total = rule.total();
        return total > 0 ? Math.min(total, rule.relief(member)) : 0;
    }

    /** {@return what it adds that two VMs change places; infinite if a hard rule forbids it} */
    double changeOfSwap(int one, int other) {
        double sum = 0;
        int i = first[one];
        int j = first[other];
        while (sum < Double.POSITIVE_INFINITY && (i < first[one + 1] || j < first[other + 1])) {
            int ofOne = i < first[one + 1] ? row[i] : Integer.MAX_VALUE;
            int ofOther = j < first[other + 1] ? row[j] : Integer.MAX_VALUE;
            if (ofOne < ofOther) {
                sum += priced(ofOne, growth(ofOne, place[i], hostByVm[other]));
                i++;
            } else if (ofOther < ofOne) {
                sum += priced(ofOther, growth(ofOther, place[j], hostByVm[one]));
                j++;
            } else {
                sum += priced(ofOne, growthOfBoth(ofOne, place[i], hostByVm[one], place[j], hostByVm[other]));
                i++;
                j++;
            }
        }
        return sum == Double.POSITIVE_INFINITY ? sum : sum + changeOfSwapAmongAll(one, other);
    }

    private double changeOfSwapAmongAll(int one, int other) {
        int from = hostByVm[one];
        int to = hostByVm[other];
        double sum = 0;
        for (int rule : rowByHost[from]) {
            sum += priced(rule, growthOfBoth(rule, one, from, other, to));
        }
        for (int rule : rowByHost[to]) {
            sum += rules[rule].isAbout(from) ? 0 : priced(rule, growthOfBoth(rule, one, from, other, to));
        }
        return sum;
    }

    /** Both are in the rule, so one is moved for the moment. */
    private double growthOfBoth(int rule, int one, int from, int other, int to) {
        double before = rules[rule].total();
        rules[rule].move(one, to);
        double after = rules[rule].totalIf(other, from);
        rules[rule].move(one, from);
        return after - before;
    }

    /** Moves a VM. */
    void move(int vm, int to) {
        for (int i = first[vm]; i < first[vm + 1]; i++) {
            rules[row[i]].move(place[i], to);
        }
        int from = hostByVm[vm];
        for (int rule : rowByHost[from]) {
            rules[rule].move(vm, to);
        }
        for (int rule : rowByHost[to]) {
            if (!rules[rule].isAbout(from)) {
                rules[rule].move(vm, to);
            }
        }
    }
}
