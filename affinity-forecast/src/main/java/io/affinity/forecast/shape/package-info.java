/** Days as levels times shapes. Entry type: {@link io.affinity.forecast.shape.LevelShape}. */
@NullMarked
package io.affinity.forecast.shape;

import org.jspecify.annotations.NullMarked;
