/**
 * The C library of libvirt, as far as this module calls it: handles that are freed exactly once, errors as exceptions, values
 * as records. Every call here may block for as long as the host pleases; only {@code io.affinity.libvirt.connection} decides
 * on which thread that happens and for how long. No type of JNA or of the Java binding leaves this package.
 */
@NullMarked
package io.affinity.libvirt.binding;

import org.jspecify.annotations.NullMarked;
