/**
 * Series from outside the fleet that go ahead of its demand, as covariates: by which lag is found from data, and where a series is not
 * known yet its own forecast stands. Entry type: {@link io.affinity.core.outside.OutsideCovariates}.
 */
@NullMarked
package io.affinity.core.outside;

import org.jspecify.annotations.NullMarked;
