// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

/** VMs that behave alike and share what the profile shares; by the name they share it. */
record VmGroup(String name, DemandProfile profile) {}
