// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.effect;

import io.affinity.core.history.DemandHistory;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns what each kind of event adds to the demand of each VM. What a VM did itself is shrunk towards what the others of its tenant did
 * that the same kind concerned, or, where those are fewer than two, all VMs; so a VM that has never seen an event of a kind has the effect
 * of the others. An effect that is no more than chance is none, and so is one that nobody has seen yet.
 *
 * <p>Effects are shares of what a VM demands without events, so that a large VM tells of a small one. Each VM is looked at again once in a
 * period, when an event has ended, and when other kinds are announced. Belongs to one thread; what it hands out is thread-safe.
 */
public final class EventEffects {

    private static final Logger LOG = LoggerFactory.getLogger(EventEffects.class);

    private static final int FEWEST = 2;

    private final @Nullable EventSource events;
    private final int period;
    private final Map<VmId, PastEffects> pastByVm = new HashMap<>();
    private Map<VmId, VmEffects> byVm = Map.of();
    private List<KindEffect> known = List.of();

    /** Those of one tenant, or all. */
    private record Group(
            String kind, int resource, @Nullable Tenant tenant) {}

    /**
     * @param events null if there are none
     * @param period between two looks at the past of a VM, in steps; at least 1
     */
    public EventEffects(@Nullable EventSource events, int period) {
        this.events = events;
        this.period = period;
    }

    /** Takes a step, before anything is asked of it. */
    public void prepare(Fleet fleet, DemandHistory history) {
        Map<VmId, List<Covariate>> covariates = covariates(fleet);
        pastByVm.keySet().retainAll(covariates.keySet());
        if (!covariates.isEmpty()) {
            learn(fleet, covariates, history);
        }
        Map<Group, List<OwnEffect>> members = members(fleet);
        Map<Group, PooledEffect> pools = pools(members);
        tell(fleet, members, pools);
        Map<VmId, VmEffects> effects = new HashMap<>();
        covariates.forEach((id, of) -> effects.put(id, expected(fleet.vm(id), of, pools)));
        byVm = effects;
    }

    /** {@return what is known of a VM since the last step} */
    public VmEffects of(VmId vm) {
        return byVm.getOrDefault(vm, VmEffects.NONE);
    }

    private Map<VmId, List<Covariate>> covariates(Fleet fleet) {
        Map<VmId, List<Covariate>> covariates = new LinkedHashMap<>();
        if (events != null) {
            for (Vm vm : fleet.vms()) {
                List<Covariate> of = events.covariates(vm.id());
                if (!of.isEmpty()) {
                    covariates.put(vm.id(), of);
                }
            }
        }
        return covariates;
    }

    private void learn(Fleet fleet, Map<VmId, List<Covariate>> covariates, DemandHistory history) {
        List<Vm> due = new ArrayList<>();
        for (int v = 0; v < fleet.vms().size(); v++) {
            Vm vm = fleet.vms().get(v);
            List<Covariate> of = covariates.get(vm.id());
            if (of != null && isDue(vm, v, of, history)) {
                due.add(vm);
            }
        }
        PastEffects[] learned = new PastEffects[due.size()];
        IntStream.range(0, learned.length).parallel().forEach(i -> {
            Vm vm = due.get(i);
            learned[i] = PastEffects.of(vm, covariates.getOrDefault(vm.id(), List.of()), history);
        });
        for (int i = 0; i < learned.length; i++) {
            pastByVm.put(due.get(i).id(), learned[i]);
        }
    }

    private boolean isDue(Vm vm, int index, List<Covariate> covariates, DemandHistory history) {
        PastEffects known = pastByVm.get(vm.id());
        return known == null
                || Math.floorMod(history.slot() + 31L * index, period) == 0
                || !known.kinds().equals(PastEffects.names(covariates))
                || covariates.stream().anyMatch(covariate -> hasEnded(covariate, history));
    }

    /** Just long enough ago that all of its end has been seen. */
    private static boolean hasEnded(Covariate covariate, DemandHistory history) {
        long place = history.slot() - EffectRegression.SPAN;
        return covariate.value(history.timeOf(place)) != 0 && covariate.value(history.timeOf(place + 1)) == 0;
    }

    private Map<Group, List<OwnEffect>> members(Fleet fleet) {
        Map<Group, List<OwnEffect>> members = new LinkedHashMap<>();
        for (Vm vm : fleet.vms()) {
            PastEffects past = pastByVm.get(vm.id());
            for (int k = 0; past != null && k < past.kinds().size(); k++) {
                for (int r = 0; r < past.resources(); r++) {
                    if (past.knows(k, r)) {
                        String kind = past.kinds().get(k);
                        OwnEffect own = past.effect(k, r);
                        members.computeIfAbsent(new Group(kind, r, vm.tenant()), group -> new ArrayList<>())
                                .add(own);
                        members.computeIfAbsent(new Group(kind, r, null), group -> new ArrayList<>())
                                .add(own);
                    }
                }
            }
        }
        return members;
    }

    private static Map<Group, PooledEffect> pools(Map<Group, List<OwnEffect>> members) {
        Map<Group, PooledEffect> pools = new HashMap<>();
        members.forEach((group, effects) -> {
            if (group.tenant() == null || effects.size() >= FEWEST) {
                pools.put(group, PooledEffect.of(effects));
            }
        });
        return pools;
    }

    /** What is counted from now on is said once, and again when other kinds are. */
    private void tell(Fleet fleet, Map<Group, List<OwnEffect>> members, Map<Group, PooledEffect> pools) {
        List<KindEffect> now = new ArrayList<>();
        members.forEach((group, effects) -> {
            PooledEffect pool = pools.get(group);
            if (group.tenant() == null && pool != null && pool.isCertain()) {
                now.add(new KindEffect(
                        group.kind(), fleet.resources().get(group.resource()), pool.size(), effects.size()));
            }
        });
        Set<String> before = kinds(known);
        now.stream()
                .filter(effect -> !before.contains(effect.kind() + " " + effect.resource()))
                .forEach(effect -> LOG.info("Counted from now on: {}", effect));
        known = List.copyOf(now);
    }

    private static Set<String> kinds(List<KindEffect> effects) {
        return effects.stream()
                .map(effect -> effect.kind() + " " + effect.resource())
                .collect(Collectors.toSet());
    }

    /** {@return what is counted since the last step, by kind and resource} */
    List<KindEffect> known() {
        return known;
    }

    private VmEffects expected(Vm vm, List<Covariate> covariates, Map<Group, PooledEffect> pools) {
        PastEffects past = pastByVm.get(vm.id());
        if (past == null) {
            return VmEffects.NONE;
        }
        int resources = past.resources();
        double[][] sizes = new double[covariates.size()][resources];
        double[][] deviations = new double[covariates.size()][resources];
        boolean isAny = false;
        for (int k = 0; k < sizes.length; k++) {
            for (int r = 0; r < resources; r++) {
                OwnEffect effect = expected(past, k, r, vm, pools);
                if (effect != null) {
                    sizes[k][r] = effect.size() * past.scale(r);
                    deviations[k][r] = Math.min(Math.sqrt(effect.variance()) * past.scale(r), Math.abs(sizes[k][r]));
                    isAny = true;
                }
            }
        }
        return isAny ? new VmEffects(covariates, sizes, deviations) : VmEffects.NONE;
    }

    private static @Nullable OwnEffect expected(
            PastEffects past, int kind, int resource, Vm vm, Map<Group, PooledEffect> pools) {
        String name = past.kinds().get(kind);
        PooledEffect all = pools.get(new Group(name, resource, null));
        PooledEffect pool = pools.getOrDefault(new Group(name, resource, vm.tenant()), all);
        OwnEffect own = past.effect(kind, resource);
        if (pool == null || Double.isNaN(past.scale(resource))) {
            return null;
        }
        boolean isCertain = pool.isCertain() || (past.knows(kind, resource) && own.isCertain());
        return isCertain ? pool.shrunk(own) : null;
    }
}
