/**
 * What VMs demanded: observations are put on a regular grid, judged once, and kept in a bounded ring. Entry types:
 * {@link io.affinity.core.history.DemandRecorder} and what it hands on, {@link io.affinity.core.history.DemandHistory}.
 */
@NullMarked
package io.affinity.core.history;

import org.jspecify.annotations.NullMarked;
