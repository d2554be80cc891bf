/** What can go wrong when a host is asked something. */
@NullMarked
package io.affinity.libvirt.access;

import org.jspecify.annotations.NullMarked;
