/** Live migrations between libvirt hosts. Entry type: {@link io.affinity.libvirt.migration.LibvirtMigrator}. */
@NullMarked
package io.affinity.libvirt.migration;

import org.jspecify.annotations.NullMarked;
