// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.explain;

import io.affinity.cli.explain.VmExplanation.Demanded;
import io.affinity.cli.explain.VmExplanation.Known;
import io.affinity.cli.input.Quoted;
import io.affinity.cli.input.Suggestion;
import io.affinity.core.Foresight;
import io.affinity.core.balancing.Decision;
import io.affinity.core.dependence.Dependence;
import io.affinity.core.dependence.DependenceSettings;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Explains VMs by what a cycle has seen. */
final class Explaining {

    private static final Duration DAY = Duration.ofDays(1);
    private static final String ACTIVITY = "activity ";

    private final Fleet fleet;
    private final FleetForecast forecast;
    private final Foresight foresight;
    private final Duration step;

    /**
     * @param outlook of the cycle
     * @param foresight of the loop, after that cycle
     * @param step of the loop
     */
    Explaining(Decision.Outlook outlook, Foresight foresight, Duration step) {
        this.forecast = outlook.forecast();
        this.fleet = forecast.fleet();
        this.foresight = foresight;
        this.step = step;
    }

    /**
     * {@return the VM that is meant}
     *
     * @param said its id, or its name if no other VM has it
     * @throws ExplainException if none is, or several are
     */
    static VmId meant(Fleet fleet, String said) {
        VmNames names = VmNames.of(fleet.vms());
        Set<VmId> meant = names.meantBy(said);
        if (meant.isEmpty()) {
            List<String> known = fleet.vms().stream().map(Vm::name).sorted().toList();
            throw new ExplainException("There is no VM (" + Quoted.shortened(said) + ")" + Suggestion.end(known, said));
        }
        if (meant.size() > 1) {
            throw new ExplainException("The name (" + Quoted.shortened(said)
                    + ") must be that of one VM, or an id: it fits "
                    + meant.stream().map(VmId::value).sorted().collect(Collectors.joining(", ")) + ".");
        }
        return meant.iterator().next();
    }

    VmExplanation of(VmId vm) {
        int v = fleet.indexOf(vm);
        List<Demanded> series = new ArrayList<>();
        List<Dependence> together = new ArrayList<>();
        for (int r = 0; r < fleet.resources().size(); r++) {
            Resource resource = fleet.resources().get(r);
            series.add(new Demanded(
                    resource, forecast.measured(v, r), forecast.series(v, r), foresight.description(vm, r)));
            together.addAll(foresight.dependences(vm, resource, DependenceSettings.DEFAULT));
        }
        together.sort(
                Comparator.comparingDouble(Dependence::pValue).thenComparing(each -> -Math.abs(each.correlation())));
        Instant origin = Instant.ofEpochMilli(forecast.slot() * step.toMillis());
        return new VmExplanation(
                vm,
                VmNames.of(fleet.vms()),
                fleet.placement().hostOf(vm),
                origin,
                series,
                together,
                foresight.outside(vm),
                foresight.covariates(vm).stream()
                        .map(each -> known(each, origin))
                        .toList());
    }

    private Known known(Covariate covariate, Instant origin) {
        Duration next = step.negated();
        double most = 0;
        for (Duration ahead = step; ahead.compareTo(DAY) <= 0; ahead = ahead.plus(step)) {
            double value = covariate.value(origin.plus(ahead));
            next = value != 0 && next.isNegative() ? ahead : next;
            most = Math.max(most, value);
        }
        boolean isActivity = covariate.name().startsWith(ACTIVITY);
        return new Known(
                isActivity ? covariate.name().substring(ACTIVITY.length()) : covariate.name(), isActivity, next, most);
    }
}
