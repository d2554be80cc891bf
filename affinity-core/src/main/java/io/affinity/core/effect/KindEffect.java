// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.effect;

import io.affinity.spi.model.Resource;

/**
 * What events of one kind add to one resource, as far as that is more than chance.
 *
 * @param share for a magnitude of 1, of what a VM demands without events; negative if they take something away
 * @param vms how many have seen one
 */
record KindEffect(String kind, Resource resource, double share, int vms) {}
