/** Who asks, with what right, and where services are: tokens and the catalog of Keystone. */
@NullMarked
package io.affinity.openstack.identity;

import org.jspecify.annotations.NullMarked;
