/**
 * The values that stages hand on, as bytes that another process reads. Entry type: {@link io.affinity.core.exchange.Exchange}.
 */
@NullMarked
package io.affinity.core.exchange;

import org.jspecify.annotations.NullMarked;
