// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;

/** A recommendation: VM, source, target, reasons, each by its kind. Names of kinds must never change. */
final class RecommendationCodec {

    private RecommendationCodec() {}

    static void write(MessageWriter out, Recommendation recommendation) {
        out.text(recommendation.vm().value());
        out.text(recommendation.source().value());
        out.text(recommendation.target().value());
        out.list(recommendation.reasons(), reason -> write(out, reason));
    }

    static Recommendation read(MessageReader in) {
        return new Recommendation(
                new VmId(in.text()), new HostId(in.text()), new HostId(in.text()), in.list(() -> readReason(in)));
    }

    private static void write(MessageWriter out, Reason reason) {
        if (reason instanceof Reason.ContentionAhead it) {
            out.text("contention-ahead");
            out.text(it.host().value());
            FleetCodec.write(out, it.resource());
            out.duration(it.ahead());
            reals(out, it.probability(), it.shortfall());
        } else if (reason instanceof Reason.RiskReduced it) {
            out.text("risk-reduced");
            reals(out, it.before(), it.after());
        } else if (reason instanceof Reason.TargetContention it) {
            named(out, "target-contention", it.host().value());
            reals(out, it.before(), it.after());
        } else if (reason instanceof Reason.PolicyMended it) {
            named(out, "policy-mended", it.policy());
            reals(out, it.before(), it.after());
        } else if (reason instanceof Reason.OvercommitReduced it) {
            named(out, "overcommit-reduced", it.host().value());
            reals(out, it.before(), it.after());
        } else if (reason instanceof Reason.HostEmptied it) {
            named(out, "host-emptied", it.host().value());
        } else if (reason instanceof Reason.Gain it) {
            out.text("gain");
            out.real(it.cost());
        } else if (reason instanceof Reason.NextBest it) {
            named(out, "next-best", it.host().value());
            out.real(it.cost());
        } else if (reason instanceof Reason.HostsExcluded it) {
            named(out, "hosts-excluded", it.rule());
            out.list(it.hosts(), host -> out.text(host.value()));
        }
    }

    private static void named(MessageWriter out, String kind, String name) {
        out.text(kind);
        out.text(name);
    }

    private static void reals(MessageWriter out, double one, double two) {
        out.real(one);
        out.real(two);
    }

    private static Reason readReason(MessageReader in) {
        String kind = in.text();
        return switch (kind) {
            case "contention-ahead" ->
                new Reason.ContentionAhead(host(in), FleetCodec.readResource(in), in.duration(), in.real(), in.real());
            case "risk-reduced" -> new Reason.RiskReduced(in.real(), in.real());
            case "target-contention" -> new Reason.TargetContention(host(in), in.real(), in.real());
            case "policy-mended" -> new Reason.PolicyMended(in.text(), in.real(), in.real());
            case "overcommit-reduced" -> new Reason.OvercommitReduced(host(in), in.real(), in.real());
            case "host-emptied" -> new Reason.HostEmptied(host(in));
            case "gain" -> new Reason.Gain(in.real());
            case "next-best" -> new Reason.NextBest(host(in), in.real());
            case "hosts-excluded" -> new Reason.HostsExcluded(in.text(), in.list(() -> host(in)));
            default -> throw new IllegalArgumentException("The kind of reason (" + kind + ") is not known.");
        };
    }

    private static HostId host(MessageReader in) {
        return new HostId(in.text());
    }
}
