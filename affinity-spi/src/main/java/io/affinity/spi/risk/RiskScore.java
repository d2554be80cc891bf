// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.risk;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.time.Duration;

/**
 * How much one VM is at risk, and by what.
 *
 * @param host where it runs
 * @param score higher is worse; the scorer that made it documents range and meaning
 * @param worstResource the resource that the VM would miss most
 * @param ahead how far ahead of the origin that is worst
 * @param shortfall the expected share of its demand that is not served there and then, in [0, 1)
 * @param probability that its host is short of that resource then, in [0, 1]
 * @param weight of the VM's priority, by which its score was multiplied
 */
public record RiskScore(
        VmId vm,
        HostId host,
        double score,
        Resource worstResource,
        Duration ahead,
        double shortfall,
        double probability,
        double weight) {}
