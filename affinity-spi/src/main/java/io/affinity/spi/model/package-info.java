/**
 * What a cluster is made of: resources, hosts, VMs, fault domains, location policies and where each VM runs. Values only;
 * every later stage reads them. Entry type: {@link io.affinity.spi.model.Fleet}.
 */
@NullMarked
package io.affinity.spi.model;

import org.jspecify.annotations.NullMarked;
