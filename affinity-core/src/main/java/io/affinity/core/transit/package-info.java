/**
 * The rules that hold while VMs are on the way, kept up to date start by start and end by end. Entry type:
 * {@link io.affinity.core.transit.RulesOnTheWay}.
 */
@NullMarked
package io.affinity.core.transit;

import org.jspecify.annotations.NullMarked;
