/** Real metrics stores on the loopback of this machine, as tests see them. */
@NullMarked
package io.affinity.sources.stores;

import org.jspecify.annotations.NullMarked;
