// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.score;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The steps of the scoring hot path, each with its limit in turn; what counts is in {@link PairTimer}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ScoreJmh {

    private static final int MOVES_AT_ONCE = 500;

    /** JMH makes one for each thread. */
    public ScoreJmh() {}

    /** From forecasts to scenarios, on all processors. */
    @Benchmark
    public int buildScenarios(ScoreDemand demand, PairTimer timer) {
        timer.beginSharedWork();
        int built = demand.rebuild().blockLength();
        timer.endSharedWork(1);
        timer.beginSharedLimit();
        int sum = demand.sumAll();
        timer.endSharedLimit();
        return built + sum;
    }

    /** Load and contention of all hosts, and the share of each VM. */
    @Benchmark
    public double hostLoads(ScoreDemand demand, PairTimer timer) {
        timer.beginWork();
        double peak = demand.workspace().estimate(demand.scenarios()).peakProbability(0);
        timer.endWork(1);
        return peak + limit(demand, timer);
    }

    /** The same and the risk of each VM. */
    @Benchmark
    public double scoreAll(ScoreDemand demand, PairTimer timer) {
        timer.beginWork();
        demand.oneThread().score(demand.scenarios());
        double score = demand.oneThread().scoreOf(0);
        timer.endWork(1);
        timer.shortHosts = demand.shortHosts();
        return score + limit(demand, timer);
    }

    /** The same on two threads; the limit is one thread's time for it. */
    @Benchmark
    public double scoreAllOnTwoThreads(ScoreDemand demand, PairTimer timer) {
        timer.beginSharedWork();
        demand.twoThreads().score(demand.scenarios());
        double score = demand.twoThreads().scoreOf(0);
        timer.endSharedWork(1);
        timer.beginSharedLimit();
        demand.oneThread().score(demand.scenarios());
        double sum = demand.oneThread().scoreOf(0);
        timer.endSharedLimit();
        return score + sum;
    }

    private static int limit(ScoreDemand demand, PairTimer timer) {
        timer.beginLimit();
        int sum = demand.sumAll();
        timer.endLimit();
        return sum;
    }

    /** What the migration of one VM would change on its two hosts. */
    @Benchmark
    public double moveDelta(ScoreMoves moves, PairTimer timer) {
        timer.beginWork();
        double sum = moves.project(MOVES_AT_ONCE);
        timer.endWork(MOVES_AT_ONCE);
        timer.beginLimit();
        int read = moves.read(MOVES_AT_ONCE);
        timer.endLimit();
        return sum + read;
    }

    /** Migrating a VM in the state of the search, there and back. */
    @Benchmark
    public int applyMove(ScoreMoves moves, PairTimer timer) {
        timer.beginWork();
        moves.apply(MOVES_AT_ONCE);
        timer.endWork(2 * MOVES_AT_ONCE);
        timer.beginLimit();
        int read = moves.read(2 * MOVES_AT_ONCE);
        timer.endLimit();
        return read;
    }
}
