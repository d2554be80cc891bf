/** What Nova and Placement say, and what Nova is told: their APIs as calls and records. */
@NullMarked
package io.affinity.openstack.compute;

import org.jspecify.annotations.NullMarked;
