/**
 * Models as bytes. Public for its sibling packages only and without any promise to others. Entry type:
 * {@link io.affinity.forecast.encoding.ModelFormat}.
 */
@NullMarked
package io.affinity.forecast.encoding;

import org.jspecify.annotations.NullMarked;
