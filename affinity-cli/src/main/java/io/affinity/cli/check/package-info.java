/** What there is to check before a cluster is looked after. Entry type: {@link io.affinity.cli.check.CheckRows}. */
@NullMarked
package io.affinity.cli.check;

import org.jspecify.annotations.NullMarked;
