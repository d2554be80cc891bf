// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.backtest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What came of a backtest. Contenders, leads and VMs are named by their indexes in what it was made of. Immutable and thread-safe.
 */
public final class BacktestResult {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Backtest backtest;
    private final VmTrial[] trials;
    private final int[] known;

    BacktestResult(Backtest backtest, VmTrial[] trials) {
        this.backtest = backtest;
        this.trials = trials;
        this.known = IntStream.range(0, backtest.origins()).map(backtest::known).toArray();
    }

    /** {@return what it came of} */
    public Backtest backtest() {
        return backtest;
    }

    /** {@return how good a contender was at a lead, on all VMs} */
    public LeadScore score(int contender, int lead) {
        return new ScoreSum(contender, lead, backtest.origins(), List.of(trials)).score();
    }

    /** {@return how good it was on one VM} */
    public LeadScore score(int contender, int lead, int vm) {
        return new ScoreSum(contender, lead, backtest.origins(), List.of(trials[vm])).score();
    }

    /** {@return what a contender is worth beside another, at a lead} */
    public LeadSkill skill(int contender, int reference, int lead) {
        Stretches all = stretches(lead);
        List<Double> skills = new ArrayList<>();
        List<Integer> worse = new ArrayList<>();
        double[] excess = new double[trials.length];
        for (int vm = 0; vm < trials.length; vm++) {
            Stretches own = stretches(lead);
            for (int origin = 0; origin < known.length; origin++) {
                double loss = trials[vm].loss(contender, lead, origin);
                if (!Double.isNaN(loss)) {
                    all.add(origin, loss, trials[vm].loss(reference, lead, origin));
                    own.add(origin, loss, trials[vm].loss(reference, lead, origin));
                }
            }
            skills.add(own.skill());
            excess[vm] = own.excess();
            if (own.isClearlyWorse()) {
                worse.add(vm);
            }
        }
        worse.sort(Comparator.comparingDouble((Integer vm) -> -excess[vm]));
        return new LeadSkill(all.skill(), all.error(), Medians.of(skills), worse);
    }

    private Stretches stretches(int lead) {
        return new Stretches(known, backtest.settings().leads().get(lead));
    }

    /** {@return the VMs by falling loss of a contender at a lead; those that were not compared are left out} */
    public List<Integer> byLoss(int contender, int lead) {
        double[] losses = new double[trials.length];
        for (int vm = 0; vm < losses.length; vm++) {
            losses[vm] = loss(trials[vm], contender, lead);
        }
        return IntStream.range(0, losses.length)
                .filter(vm -> values(trials[vm], lead) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(vm -> -losses[vm]))
                .toList();
    }

    private double loss(VmTrial trial, int contender, int lead) {
        double sum = 0;
        for (int origin = 0; origin < known.length; origin++) {
            double loss = trial.loss(contender, lead, origin);
            sum += Double.isNaN(loss) ? 0 : loss;
        }
        return sum;
    }

    private int values(VmTrial trial, int lead) {
        int values = 0;
        for (int origin = 0; origin < known.length; origin++) {
            values += Double.isNaN(trial.actual(lead, origin)) ? 0 : 1;
        }
        return values;
    }

    /** {@return on how many VMs nothing was compared at any lead} */
    public int silentVms() {
        int silent = 0;
        for (VmTrial trial : trials) {
            boolean isSilent = true;
            for (int lead = 0; lead < backtest.settings().leads().size(); lead++) {
                isSilent &= values(trial, lead) == 0;
            }
            silent += isSilent ? 1 : 0;
        }
        return silent;
    }

    /**
     * {@return how many forecasts a contender did not have, so that the first one stood in for it; of the first one, for how many moments and
     * VMs nothing was compared, as it had none itself}
     */
    public long failed(int contender) {
        long failed = 0;
        for (VmTrial trial : trials) {
            failed += trial.failed(contender);
        }
        return failed;
    }

    /** {@return the first reason for that, and which VM it is about, in words; empty if it had all of them} */
    public String problem(int contender) {
        for (int vm = 0; vm < trials.length; vm++) {
            String problem = trials[vm].problem(contender);
            if (!problem.isEmpty()) {
                return "VM " + backtest.data().vms().get(vm).name() + ": it " + problem;
            }
        }
        return "";
    }

    /** {@return the mean CPU time of a forecast, learning and observing included, in milliseconds} */
    public double cpuMillis(int contender) {
        double nanos = 0;
        for (VmTrial trial : trials) {
            nanos += trial.nanos(contender);
        }
        return nanos / NANOS_PER_MILLI / trials.length / backtest.origins();
    }
}
