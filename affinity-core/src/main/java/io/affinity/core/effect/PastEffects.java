// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.effect;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.model.Vm;
import java.util.Arrays;
import java.util.List;

/** What events added to one VM within its history. */
final class PastEffects {

    /** Of the allocation: an idle VM does not become many times as large by a little. */
    private static final double LEAST_SCALE = 0.01;

    private static final OwnEffect UNKNOWN = new OwnEffect(0, Double.POSITIVE_INFINITY);

    private final List<String> kinds;
    private final double[] scales;
    private final OwnEffect[][] effects;

    private PastEffects(List<String> kinds, double[] scales, OwnEffect[][] effects) {
        this.kinds = kinds;
        this.scales = scales;
        this.effects = effects;
    }

    static PastEffects of(Vm vm, List<Covariate> covariates, DemandHistory history) {
        int resources = vm.allocation().resources().size();
        int age = 0;
        for (int r = 0; r < resources; r++) {
            age = Math.max(age, history.age(vm.id(), r));
        }
        double[][] values = values(covariates, history, age);
        double[] scales = new double[resources];
        OwnEffect[][] effects = new OwnEffect[covariates.size()][resources];
        for (int r = 0; r < resources; r++) {
            double[] demand = demand(vm, r, history, age);
            scales[r] = scale(demand, values, vm.allocation().value(r));
            OwnEffect[] found = EffectRegression.fit(demand, values);
            for (int k = 0; k < effects.length; k++) {
                effects[k][r] = relative(found[k], scales[r]);
            }
        }
        return new PastEffects(names(covariates), scales, effects);
    }

    static List<String> names(List<Covariate> covariates) {
        return covariates.stream().map(Covariate::name).toList();
    }

    private static double[][] values(List<Covariate> covariates, DemandHistory history, int age) {
        double[][] values = new double[covariates.size()][age];
        for (int k = 0; k < values.length; k++) {
            for (int i = 0; i < age; i++) {
                values[k][i] = CovariateValue.of(covariates.get(k), history.timeOf(history.slot() - age + 1 + i));
            }
        }
        return values;
    }

    private static double[] demand(Vm vm, int resource, DemandHistory history, int age) {
        double[] demand = new double[age];
        Arrays.setAll(demand, i -> history.at(vm.id(), resource, history.slot() - age + 1 + i));
        return demand;
    }

    private static double scale(double[] demand, double[][] values, double allocation) {
        double sum = 0;
        int count = 0;
        double all = 0;
        int known = 0;
        for (int i = 0; i < demand.length; i++) {
            if (!Double.isNaN(demand[i])) {
                all += demand[i];
                known++;
                if (isQuiet(values, i)) {
                    sum += demand[i];
                    count++;
                }
            }
        }
        double mean = count > 0 ? sum / count : all / known;
        return Math.max(mean, LEAST_SCALE * allocation);
    }

    private static boolean isQuiet(double[][] values, int place) {
        for (double[] covariate : values) {
            if (covariate[place] != 0) {
                return false;
            }
        }
        return true;
    }

    private static OwnEffect relative(OwnEffect effect, double scale) {
        return scale > 0 ? new OwnEffect(effect.size() / scale, effect.variance() / (scale * scale)) : UNKNOWN;
    }

    /** {@return the kinds of events, by name, in the order of the covariates} */
    List<String> kinds() {
        return kinds;
    }

    int resources() {
        return scales.length;
    }

    /** {@return what the VM demands without events; NaN if that is not known} */
    double scale(int resource) {
        return scales[resource];
    }

    /** {@return the effect of a kind, as a share of the scale; with a variance of infinity where nothing is known of it} */
    OwnEffect effect(int kind, int resource) {
        return effects[kind][resource];
    }

    /** {@return whether anything was told of this kind} */
    boolean knows(int kind, int resource) {
        return Double.isFinite(effects[kind][resource].variance());
    }
}
