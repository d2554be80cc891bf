/** Calls of services by HTTP: within limits, again where that is safe, and why there is no answer. */
@NullMarked
package io.affinity.openstack.http;

import org.jspecify.annotations.NullMarked;
