// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

/**
 * VMs that must be on hosts of their own.
 *
 * @param members by index
 * @param leastLocations over which they have to be spread
 * @param needs groups, by index, of which a VM must be in each neighborhood where one of these is
 */
record PeerGroup(int[] members, int leastLocations, int[] needs) {}
