/** Hosts that are to be emptied, and take servers again afterwards. */
@NullMarked
package io.affinity.openstack.maintenance;

import org.jspecify.annotations.NullMarked;
