/** What users say of a cloud: where it is, who asks, how long it is waited for, what is seen and how VMs are migrated. */
@NullMarked
package io.affinity.openstack.settings;

import org.jspecify.annotations.NullMarked;
