/**
 * Where new VMs should start, what would come of changes, and what rules cost. Entry types: {@link io.affinity.core.advice.PlacementAdvisor}, {@link
 * io.affinity.core.advice.WhatIf}, {@link io.affinity.core.advice.RulePrices}.
 */
@NullMarked
package io.affinity.core.advice;

import org.jspecify.annotations.NullMarked;
