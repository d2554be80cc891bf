/**
 * Where hosts are, what operators say of them, and how they are waited for, observed and migrated between. All types are
 * immutable.
 */
@NullMarked
package io.affinity.libvirt.settings;

import org.jspecify.annotations.NullMarked;
