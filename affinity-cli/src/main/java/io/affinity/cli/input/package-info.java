/** What is wrong with what a user wrote: where, what, and what would be right. Entry type: {@link io.affinity.cli.input.Problem}. */
@NullMarked
package io.affinity.cli.input;

import org.jspecify.annotations.NullMarked;
