// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.risk.RiskReport;
import io.affinity.spi.risk.RiskScore;

/** A risk report: origin, name of the scorer, scores in their order. */
final class RiskCodec {

    private RiskCodec() {}

    static void write(MessageWriter out, RiskReport report) {
        out.instant(report.origin());
        out.text(report.scorer());
        out.list(report.scores(), score -> write(out, score));
    }

    static RiskReport read(MessageReader in) {
        return new RiskReport(in.instant(), in.text(), in.list(() -> readScore(in)));
    }

    private static void write(MessageWriter out, RiskScore score) {
        out.text(score.vm().value());
        out.text(score.host().value());
        out.real(score.score());
        FleetCodec.write(out, score.worstResource());
        out.duration(score.ahead());
        out.real(score.shortfall());
        out.real(score.probability());
        out.real(score.weight());
    }

    private static RiskScore readScore(MessageReader in) {
        return new RiskScore(
                new VmId(in.text()),
                new HostId(in.text()),
                in.real(),
                FleetCodec.readResource(in),
                in.duration(),
                in.real(),
                in.real(),
                in.real());
    }
}
