// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.balancing;

import io.affinity.core.search.HardRules;
import io.affinity.spi.demand.Trust;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A VM that should be elsewhere, as a hard rule is broken or its host is to be emptied, and stays.
 *
 * @param host where it is
 * @param why it stays
 */
public record Misplaced(VmId vm, HostId host, Why why) {

    /** Why a VM stays, the first that holds. */
    public enum Why {
        /** Its host does not answer. */
        HOST_SILENT,
        /** It is being migrated, under alarm or held, or no VM may leave its host now. */
        HELD,
        /** It was migrated a short while ago. */
        RESTS,
        /** Nobody knows how much it needs: it was promised nothing, and is not measured. */
        UNSIZED,
        /** No host may take it now. */
        NO_TARGET,
        /** No migration budget has anything left for it. */
        BUDGET,
        /** It could go, but nobody has found a migration that mends anything. */
        NOT_FOUND
    }

    /** {@return the VMs that should be elsewhere, in the order of the fleet} */
    public static List<Misplaced> of(Situation situation, PredictiveSettings settings) {
        Fleet fleet = situation.fleet();
        HardRules rules = new HardRules(fleet);
        PromisedDemand demand = PromisedDemand.of(fleet, situation.history());
        Search search = new Search(
                situation,
                rules,
                demand,
                situation.closedBesides(demand.unknown()),
                new BudgetLedger(fleet, situation.past()),
                situation.bannedTargets(fleet.observedAt().minus(settings.returnBan())),
                fleet.observedAt().minus(settings.cooldown()));
        List<Misplaced> found = new ArrayList<>();
        for (int v = 0; v < fleet.vms().size(); v++) {
            if (rules.isMisplaced(v)) {
                VmId vm = fleet.vms().get(v).id();
                found.add(new Misplaced(vm, fleet.placement().hostOf(vm), search.why(v)));
            }
        }
        return found;
    }

    /** What is to be known of a VM and of where it might go. */
    private record Search(
            Situation situation,
            HardRules rules,
            PromisedDemand demand,
            Set<HostId> closed,
            BudgetLedger budgets,
            Map<VmId, Set<HostId>> banned,
            Instant rested) {

        Why why(int v) {
            Fleet fleet = situation.fleet();
            VmId vm = fleet.vms().get(v).id();
            if (fleet.host(fleet.placement().hostOf(vm)).state() == HostState.UNAVAILABLE) {
                return Why.HOST_SILENT;
            } else if (situation.held().contains(vm) || isHeld(vm, fleet)) {
                return Why.HELD;
            } else if (situation.past().wasMigratedSince(vm, rested)) {
                return Why.RESTS;
            } else if (demand.unsized().contains(vm) && situation.history().trust(vm) == Trust.NONE) {
                return Why.UNSIZED;
            }
            return whyNowhere(v, vm);
        }

        private static boolean isHeld(VmId vm, Fleet fleet) {
            return fleet.holds().stream().anyMatch(hold -> hold.vms().contains(vm));
        }

        private Why whyNowhere(int v, VmId vm) {
            Fleet fleet = situation.fleet();
            Why why = Why.NO_TARGET;
            for (int h = 0; h < fleet.hosts().size(); h++) {
                HostId host = fleet.hosts().get(h).id();
                if (h != fleet.hostIndexOf(v)
                        && rules.isAllowed(v, h)
                        && !closed.contains(host)
                        && !banned.getOrDefault(vm, Set.of()).contains(host)) {
                    boolean isPaid =
                            budgets.refusal(new Migration(vm, fleet.placement().hostOf(vm), host)) == null;
                    why = isPaid || why == Why.NOT_FOUND ? Why.NOT_FOUND : Why.BUDGET;
                }
            }
            return why;
        }
    }
}
