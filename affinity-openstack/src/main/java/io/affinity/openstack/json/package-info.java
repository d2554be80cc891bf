/** What services answer, as a tree that says where something in it is not as expected. */
@NullMarked
package io.affinity.openstack.json;

import org.jspecify.annotations.NullMarked;
