/**
 * The tasks of the public leaderboard GIFT-Eval whose data are a month of Bitbrains. Entry type:
 * {@link io.affinity.benchmarks.gifteval.GiftEvalBenchmark}.
 */
@NullMarked
package io.affinity.benchmarks.gifteval;

import org.jspecify.annotations.NullMarked;
