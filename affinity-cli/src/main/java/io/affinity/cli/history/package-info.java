/** What was migrated, and what became of it; {@link io.affinity.cli.history.Past} is where to begin. */
@NullMarked
package io.affinity.cli.history;

import org.jspecify.annotations.NullMarked;
