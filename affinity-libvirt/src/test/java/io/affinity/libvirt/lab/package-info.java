/** The lab of real hosts, as tests see it. */
@NullMarked
package io.affinity.libvirt.lab;

import org.jspecify.annotations.NullMarked;
