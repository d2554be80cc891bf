package io.affinity.cli.output;

import io.affinity.spi.model.HostId;
import io.affinity.spi.placement.Reason;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in words why a migration was recommended. */
public final class ReasonText {

    private static final int MOST_HOSTS = 3;
    private static final MathContext DIGITS = new MathContext(3);

    private ReasonText() {}

    /** {@return the reason in one line} */
    public static String of(Reason reason) {
        if (reason instanceof Reason.ContentionAhead contention) {
            return contention(contention);
        } else if (reason instanceof Reason.RiskReduced risk) {
            return "risk score of the VM: " + number(risk.before()) + " to " + number(risk.after());
        } else if (reason instanceof Reason.TargetContention target) {
            return "contention of " + target.host() + ": " + percent(target.before()) + " to " + percent(target.after())
                    + " at most";
        } else if (reason instanceof Reason.PolicyMended policy) {
            return "violation of " + policy.policy() + ": " + number(policy.before()) + " to " + number(policy.after());
        } else if (reason instanceof Reason.OvercommitReduced overcommit) {
            return overcommit.host() + " promises beyond its limit: " + percent(overcommit.before()) + " to "
                    + percent(overcommit.after());
        } else if (reason instanceof Reason.HostEmptied emptied) {
            return "empties " + emptied.host() + ", which is draining or may sleep then";
        } else if (reason instanceof Reason.Gain gain) {
            return gain.cost() < 0
                    ? "by itself, costs " + number(-gain.cost()) + " migrations more than it gains"
                    : "gain, its cost paid: worth " + number(gain.cost()) + " migrations";
        } else if (reason instanceof Reason.NextBest next) {
            return "next best target: " + next.host() + ", worth " + number(next.cost()) + " migrations less";
        } else if (reason instanceof Reason.HostsExcluded excluded) {
            return excluded.rule() + " excludes " + hosts(excluded.hosts());
        }
        throw new AssertionError("There are no words for " + reason);
    }

    /** A reactive balancer looks at the moment and knows no probability: one of 0 means that a threshold was crossed. */
    private static String contention(Reason.ContentionAhead contention) {
        String what = contention.host() + " ";
        if (contention.ahead().isZero()) {
            return contention.probability() == 0
                    ? what + "is over the threshold of " + contention.resource()
                    : what + "is short of " + contention.resource() + ": shortfall " + percent(contention.shortfall());
        }
        return what + "runs short of " + contention.resource() + " in "
                + contention.ahead().toMinutes() + " min: probability " + percent(contention.probability())
                + ", shortfall " + percent(contention.shortfall());
    }

    private static String hosts(List<HostId> hosts) {
        String first = hosts.stream().limit(MOST_HOSTS).map(HostId::toString).collect(Collectors.joining(", "));
        return hosts.size() <= MOST_HOSTS ? first : hosts.size() + " hosts: " + first + " and others";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share > 0 && share < 0.01 ? "%.2f %%" : "%.0f %%", 100 * share);
    }

    static String number(double value) {
        if (Math.abs(value) >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
