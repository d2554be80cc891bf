/**
 * How VMs get there: estimates, plans, live migrations, their verification and their journal. Entry type:
 * {@link io.affinity.spi.migration.Migrator}.
 */
@NullMarked
package io.affinity.spi.migration;

import org.jspecify.annotations.NullMarked;
