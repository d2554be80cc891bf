package io.affinity.core.reassignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReassignerTest {

    private static final SearchProgress SHORT = SearchProgress.ofProposals(200_000);
    private static final SearchListener NOBODY = (search, temperature, cost) -> {};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsABetterPlacementThatBreaksNothing(long seed) {
        Reassignment problem = RandomReassignment.of(seed);
        int[] initial = problem.initialHosts();

        int[] found = Reassigner.search(problem, seed, 2, 2, SHORT, NOBODY);

        assertThat(problem.cost(found)).isLessThanOrEqualTo(problem.cost(initial));
        assertThat(Counted.excess(problem, found)).isZero();
        assertThat(Counted.isAnyWorse(Counted.hardAmounts(problem, initial), Counted.hardAmounts(problem, found)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsTheSameEachTime(long seed) {
        Reassignment problem = RandomReassignment.of(seed);

        assertThat(Reassigner.search(problem, 7, 2, 2, SHORT, NOBODY))
                .isEqualTo(Reassigner.search(problem, 7, 2, 2, SHORT, NOBODY));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void findsTheBestOfAllPlacementsWhereTheyCanBeCounted(long seed) {
        Reassignment problem = fewVms(seed);
        int[] hosts = new int[problem.initial().size()];

        double best = bestOfAll(problem, hosts, 0, Counted.hardAmounts(problem, problem.initialHosts()));

        int[] found = Reassigner.search(problem, seed, 1, 1, SHORT, NOBODY);
        assertThat(problem.cost(found)).isEqualTo(best);
    }

    @Test
    void staysWhereThereIsNothingToChoose() {
        Reassignment one = Reassignment.builder(
                        LoadColumns.of(new long[] {1, 2}, new long[] {10}, new boolean[1]), List.of(0, 0))
                .build();

        assertThat(Reassigner.search(one, 1, 2, 2, SHORT, NOBODY)).containsExactly(0, 0);
    }

    @Test
    void saysWhatIsWrongWithAProblem() {
        LoadColumns columns = LoadColumns.of(new long[] {1, 2}, new long[] {10}, new boolean[1]);

        assertThatThrownBy(() -> Reassignment.builder(columns, List.of(0)).build())
                .hasMessage("The number of VMs that have a host (1) must be that of VMs with needs (2).");
        assertThatThrownBy(() -> Reassignment.builder(columns, List.of(0, 1)).build())
                .hasMessage("The host (1) must be one of the 1 that there are.");
        assertThatThrownBy(() -> LoadColumns.of(new long[] {-1}, new long[] {10}, new boolean[1]))
                .hasMessage("None of the needs may be negative (-1).");
    }

    /** The first six VMs of a problem, on three hosts, without rules but one. */
    private static Reassignment fewVms(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] need = random.longs(6, 10, 100).toArray();
        long[] capacity = {250, 250, 250};
        List<Integer> initial = List.of(0, 0, 1, 1, 2, 2);
        return Reassignment.builder(LoadColumns.of(need, capacity, new boolean[1]), initial)
                .loadCost(new LoadAboveThreshold(new long[] {3}, new long[] {90, 120, 60}))
                .moveCosts((vm, host) -> 20)
                .hard(MostInDomain.of(new int[] {0, 3}, new int[] {0, 1, 2}, 3, 1), 100)
                .build();
    }

    private static double bestOfAll(Reassignment problem, int[] hosts, int vm, double[] broken) {
        if (vm == hosts.length) {
            boolean isLegal = Counted.excess(problem, hosts) == 0
                    && !Counted.isAnyWorse(broken, Counted.hardAmounts(problem, hosts));
            return isLegal ? problem.cost(hosts) : Double.POSITIVE_INFINITY;
        }
        double best = Double.POSITIVE_INFINITY;
        for (int host = 0; host < problem.columns().hosts(); host++) {
            hosts[vm] = host;
            best = Math.min(best, bestOfAll(problem, hosts, vm + 1, broken));
        }
        return best;
    }
}
