/**
 * What one VM is forecast to demand, and what that rests on. Entry type: {@link io.affinity.cli.explain.VmExplanation}.
 */
@NullMarked
package io.affinity.cli.explain;

import org.jspecify.annotations.NullMarked;
