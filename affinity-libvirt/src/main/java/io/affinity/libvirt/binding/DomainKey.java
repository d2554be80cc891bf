// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

import java.util.UUID;

/**
 * Which domain is meant.
 *
 * @param uuid the same on every host
 * @param name unique on one host
 * @param id number of this run on this host: another one after each start, restart and migration; -1 while it does not run
 */
public record DomainKey(UUID uuid, String name, int id) {}
