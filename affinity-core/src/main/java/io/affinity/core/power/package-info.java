/**
 * What hosts consume. Entry type: {@link io.affinity.core.power.PowerModel}.
 */
@NullMarked
package io.affinity.core.power;

import org.jspecify.annotations.NullMarked;
