// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import io.affinity.core.balancing.Balancer;
import io.affinity.core.balancing.Misplaced;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.balancing.Situation;
import io.affinity.core.check.PlacementChecker;
import io.affinity.core.outcome.EarnedBalancer;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import java.util.ArrayList;
import java.util.List;

/** Decides once in each step, and says what a person should know of that. Belongs to the control loop. */
final class Decider {

    private final EarnedBalancer balancer;
    private final Balancer whileLearning;
    private final Learning learning;
    private final PredictiveSettings settings;
    private final List<Note> notes = new ArrayList<>();

    /** @param whileLearning decides as long as too little is known to forecast */
    Decider(EarnedBalancer balancer, Balancer whileLearning, Learning learning, PredictiveSettings settings) {
        this.balancer = balancer;
        this.whileLearning = whileLearning;
        this.learning = learning;
        this.settings = settings;
    }

    EarnedBalancer.Choice decide(Situation situation) {
        notes.clear();
        Note.Learning progress = learning.of(situation.fleet(), situation.history());
        if (progress != null) {
            notes.add(progress);
        }
        Note.DemandUnknown gaps = DemandGaps.of(situation.fleet(), situation.history());
        if (gaps != null) {
            notes.add(gaps);
        }
        EarnedBalancer.Choice choice = progress == null
                ? balancer.decide(situation)
                : new EarnedBalancer.Choice(whileLearning.decide(situation), true);
        if (choice.decision().plan().isEmpty() && situation.mustBeMended()) {
            addNotMended(situation);
        }
        return choice;
    }

    private void addNotMended(Situation situation) {
        Fleet fleet = situation.fleet();
        List<Misplaced> misplaced = Misplaced.of(situation, settings);
        List<HostId> draining = fleet.hosts().stream()
                .filter(host -> host.state() == HostState.DRAINING)
                .map(Host::id)
                .filter(host -> misplaced.stream().anyMatch(vm -> vm.host().equals(host)))
                .toList();
        List<String> rules = List.copyOf(
                new PlacementChecker(fleet).hardViolations(fleet.placement()).keySet());
        // A host that is to be emptied may be empty.
        if (!rules.isEmpty() || !misplaced.isEmpty()) {
            notes.add(new Note.NotMended(rules, draining, misplaced));
        }
    }

    /** {@return what the last decision went by, or lacked} */
    List<Note> notes() {
        return List.copyOf(notes);
    }
}
