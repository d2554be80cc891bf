// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.score;

import io.affinity.core.contention.HostLoads;
import io.affinity.core.contention.HostOutlook;
import io.affinity.core.contention.MoveProjection;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Random migrations all over a fleet with little room. Where there are such hosts, both source and target are short of each
 * resource already, so that no question is answered without reading the scenarios.
 */
@State(Scope.Benchmark)
public class ScoreMoves {

    private static final int MOVES = 1 << 16;

    private final ScoreDemand demand = ScoreDemand.tight();
    private final Scenarios scenarios = demand.scenarios();
    private final HostLoads loads = new HostLoads(scenarios);
    private final MoveProjection projection = new MoveProjection(loads);
    private final int[] vms = new int[MOVES];
    private final int[] sources = new int[MOVES];
    private final int[] targets = new int[MOVES];
    /** As large as the loads, and read at the same places: what the limit reads in their stead. */
    private final int[] mirror;

    private int next;

    /** JMH makes one for each process. */
    public ScoreMoves() {
        Fleet fleet = scenarios.fleet();
        int hosts = fleet.hosts().size();
        this.mirror = new int[hosts * fleet.resources().size() * scenarios.blockLength()];
        HostOutlook outlook = loads.outlook();
        int[] shortHosts = IntStream.range(0, hosts)
                .filter(host -> isShortOfAll(host, outlook))
                .toArray();
        int[] candidates =
                shortHosts.length > 1 ? shortHosts : IntStream.range(0, hosts).toArray();
        boolean[] isCandidate = new boolean[hosts];
        for (int host : candidates) {
            isCandidate[host] = true;
        }
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < MOVES; i++) {
            do {
                vms[i] = random.nextInt(fleet.vms().size());
                sources[i] = fleet.hostIndexOf(vms[i]);
            } while (!isCandidate[sources[i]]);
            do {
                targets[i] = candidates[random.nextInt(candidates.length)];
            } while (targets[i] == sources[i]);
        }
    }

    private boolean isShortOfAll(int host, HostOutlook outlook) {
        loads.read(host, outlook);
        for (int r = 0; r < outlook.resources(); r++) {
            double highest = 0;
            for (int t = 0; t < outlook.steps(); t++) {
                highest = Math.max(highest, outlook.probability(r, t));
            }
            if (highest == 0) {
                return false;
            }
        }
        return true;
    }

    /** Looks at the next migrations, and returns something that depends on each. */
    double project(int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            int move = next++ & (MOVES - 1);
            projection.project(vms[move], sources[move], targets[move]);
            sum += projection.unservedChange(0, 0) + projection.probabilityChange(0, 0);
        }
        return sum;
    }

    /** Only reads what {@link #project} would for the next migrations. */
    int read(int count) {
        int block = scenarios.blockLength();
        int resources = scenarios.fleet().resources().size();
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int move = next++ & (MOVES - 1);
            for (int r = 0; r < resources; r++) {
                sum += PlainRead.sum(mirror, (sources[move] * resources + r) * block, block);
                sum += PlainRead.sum(mirror, (targets[move] * resources + r) * block, block);
                sum += demand.sum(vms[move], r);
            }
        }
        return sum;
    }

    /** Migrates the next VMs and takes them back. */
    void apply(int count) {
        for (int i = 0; i < count; i++) {
            int move = next++ & (MOVES - 1);
            loads.move(vms[move], sources[move], targets[move]);
            loads.move(vms[move], targets[move], sources[move]);
        }
    }
}
