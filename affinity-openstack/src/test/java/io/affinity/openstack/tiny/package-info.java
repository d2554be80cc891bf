/** A cloud of one small HTTP server that says what tests tell it to. */
@NullMarked
package io.affinity.openstack.tiny;

import org.jspecify.annotations.NullMarked;
