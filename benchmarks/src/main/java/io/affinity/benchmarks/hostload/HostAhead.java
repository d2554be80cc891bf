// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

/**
 * What is known at an origin about one host at one lead. It is about those of its VMs that were measured at that lead.
 *
 * @param demands of each VM in all scenarios
 * @param mean of the VMs' forecasts, added up
 * @param deviation of their sum, as if they were independent and normal
 * @param past loads up to the origin, the newest last; not copied
 * @param lead in steps
 * @param day steps of a day
 */
record HostAhead(double[][] demands, double mean, double deviation, double[] past, int lead, int day) {}
