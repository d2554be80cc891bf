/**
 * What announced events and outside series add to demand: learned from what they added before, and shared among VMs.
 */
@NullMarked
package io.affinity.core.effect;

import org.jspecify.annotations.NullMarked;
