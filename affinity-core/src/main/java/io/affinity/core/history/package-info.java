/**
 * What VMs demanded: observations are put on a regular grid, judged once, and kept in a bounded ring. Entry type:
 * {@link io.affinity.core.history.DemandHistory}.
 */
@NullMarked
package io.affinity.core.history;

import org.jspecify.annotations.NullMarked;
