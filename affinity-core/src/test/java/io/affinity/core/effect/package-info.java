@NullMarked
package io.affinity.core.effect;

import org.jspecify.annotations.NullMarked;
