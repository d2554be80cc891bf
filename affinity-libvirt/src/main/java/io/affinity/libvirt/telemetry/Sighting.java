package io.affinity.libvirt.telemetry;

import io.affinity.spi.model.HostId;

/**
 * Where one VM is taken to run.
 *
 * @param reading the last there is
 * @param isCertain false if the host does not answer now, or two hosts claim to run it: nothing is measured then
 */
record Sighting(HostId host, DomainReading reading, boolean isCertain) {}
