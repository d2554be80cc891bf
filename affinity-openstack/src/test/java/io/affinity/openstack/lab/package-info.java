/** The lab of a real control plane, as tests see it. */
@NullMarked
package io.affinity.openstack.lab;

import org.jspecify.annotations.NullMarked;
