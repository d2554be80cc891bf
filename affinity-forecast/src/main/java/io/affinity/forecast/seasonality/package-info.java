/**
 * Seasons: which a series has, and a model of several at once. Entry types:
 * {@link io.affinity.forecast.seasonality.SeasonDetection} and {@link io.affinity.forecast.seasonality.MultiSeasonal}.
 */
@NullMarked
package io.affinity.forecast.seasonality;

import org.jspecify.annotations.NullMarked;
