/**
 * What hosts will look like: joint scenarios of all demand, and the contention they mean for a placement. Entry
 * types: {@link io.affinity.spi.contention.Scenarios} and {@link io.affinity.spi.contention.ContentionForecast}.
 */
@NullMarked
package io.affinity.spi.contention;

import org.jspecify.annotations.NullMarked;
