/**
 * Quantiles learned by trees: gradient boosting and random forests over columns of features, whatever the rows stand for. Entry
 * types: {@link io.affinity.forecast.trees.QuantileBoosting} and {@link io.affinity.forecast.trees.QuantileForest}.
 */
@NullMarked
package io.affinity.forecast.trees;

import org.jspecify.annotations.NullMarked;
