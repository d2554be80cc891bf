// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

/** What the bulk call said of one domain. */
public record DomainStatistics(DomainKey domain, TypedParameters values) {}
