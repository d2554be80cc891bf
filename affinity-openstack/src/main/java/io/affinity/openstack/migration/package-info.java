/** Live migrations by Nova: checks before, the record of each, what became of it, and whether the server works after it. */
@NullMarked
package io.affinity.openstack.migration;

import org.jspecify.annotations.NullMarked;
