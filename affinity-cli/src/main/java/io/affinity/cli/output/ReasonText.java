// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import io.affinity.spi.model.HostId;
import io.affinity.spi.placement.Reason;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in plain sentences why a migration was recommended. */
public final class ReasonText {

    private static final int MOST_HOSTS = 3;
    private static final MathContext DIGITS = new MathContext(2);

    private ReasonText() {}

    /** {@return the reason in one line} */
    public static String of(Reason reason) {
        if (reason instanceof Reason.ContentionAhead contention) {
            return contention(contention);
        } else if (reason instanceof Reason.RiskReduced risk) {
            return "The risk score of the VM falls from " + number(risk.before()) + " to " + number(risk.after()) + ".";
        } else if (reason instanceof Reason.TargetContention target) {
            return target(target);
        } else if (reason instanceof Reason.PolicyMended policy) {
            return policy(policy);
        } else if (reason instanceof Reason.OvercommitReduced overcommit) {
            return overcommit.host() + " has promised " + percent(overcommit.before()) + " more than it may, and then "
                    + (overcommit.after() == 0 ? "no more than it may." : percent(overcommit.after()) + ".");
        } else if (reason instanceof Reason.HostEmptied emptied) {
            return emptied.host() + " is emptied: it is draining, or may sleep then.";
        } else if (reason instanceof Reason.Gain gain) {
            return gain(gain.cost());
        } else if (reason instanceof Reason.NextBest next) {
            return "The next best target is " + next.host() + ", which costs the price of " + number(next.cost())
                    + " migrations more.";
        } else if (reason instanceof Reason.HostsExcluded excluded) {
            return "The rule " + excluded.rule() + " rules out " + hosts(excluded.hosts()) + ".";
        }
        throw new AssertionError("There are no words for " + reason);
    }

    /**
     * {@return what the reasons come to, told afterwards in one sentence without its full stop: what would have been, and what was
     * done, such as "h1 would have been short of CPU at 14:05 (63 % likely); moved to h3"}
     *
     * @param reasons of one migration, in the order of the recommendation
     * @param decidedAt from when the reasons count
     */
    public static String told(List<Reason> reasons, HostId source, HostId target, Instant decidedAt) {
        String cause = reasons.stream()
                .filter(reason -> !isAside(reason))
                .findFirst()
                .map(reason -> cause(reason, source, decidedAt))
                .orElse("It makes room for other migrations, or for what is to come");
        return cause + "; moved to " + target;
    }

    /** What is never the cause of a migration by itself. */
    private static boolean isAside(Reason reason) {
        return reason instanceof Reason.TargetContention
                || reason instanceof Reason.HostsExcluded
                || reason instanceof Reason.Gain
                || (reason instanceof Reason.ContentionAhead contention && isSlight(contention));
    }

    /** Below what anybody would act on: the VM then goes for another reason. */
    private static boolean isSlight(Reason.ContentionAhead contention) {
        return !contention.ahead().isZero() && contention.probability() < 0.005;
    }

    private static String cause(Reason reason, HostId source, Instant decidedAt) {
        if (reason instanceof Reason.ContentionAhead contention) {
            return contention.ahead().isZero()
                    ? contention.host()
                            + (contention.probability() == 0 ? " was over the threshold of " : " was short of ")
                            + ResourceText.of(contention.resource())
                    : contention.host() + " would have been short of " + ResourceText.of(contention.resource()) + " "
                            + TimeText.seenFrom(decidedAt, decidedAt.plus(contention.ahead())) + " ("
                            + percent(contention.probability()) + " likely)";
        } else if (reason instanceof Reason.PolicyMended policy) {
            return "The rule " + policy.policy() + (policy.after() == 0 ? " was not kept" : " was kept less well");
        } else if (reason instanceof Reason.OvercommitReduced overcommit) {
            return overcommit.host() + " had promised more than it may";
        } else if (reason instanceof Reason.HostEmptied emptied) {
            return emptied.host() + " was to be emptied";
        }
        return "The VM was at more risk on " + source;
    }

    /** A reactive balancer looks at the moment and knows no probability: one of 0 means that a threshold was crossed. */
    private static String contention(Reason.ContentionAhead contention) {
        String host = contention.host().toString();
        String resource = ResourceText.of(contention.resource());
        if (contention.ahead().isZero()) {
            return contention.probability() == 0
                    ? host + " is over the threshold of " + resource + "."
                    : host + " is short of " + resource + ": " + percent(contention.shortfall())
                            + " of what is demanded is not served.";
        }
        return host + " would be short of " + resource + " in " + SpanText.of(contention.ahead()) + " ("
                + percent(contention.probability()) + " likely; " + percent(contention.shortfall())
                + " of what is demanded would not be served).";
    }

    private static String target(Reason.TargetContention target) {
        if (target.after() == 0) {
            return target.host() + " has room for it: no shortage is foreseen there.";
        }
        return target.host() + " would be short with a probability of " + percent(target.after())
                + " at most, with it; without it, " + percent(target.before()) + ".";
    }

    private static String policy(Reason.PolicyMended policy) {
        return "The rule " + policy.policy()
                + (policy.after() == 0
                        ? " is kept then, and is not now (by " + number(policy.before()) + ")."
                        : " is kept better: it is violated by " + number(policy.after()) + " then, by "
                                + number(policy.before()) + " now.");
    }

    private static String gain(double cost) {
        if (cost < 0) {
            return "It pays together with other migrations of the plan; alone, it would cost " + migrations(-cost)
                    + " more than it gains.";
        }
        return "It gains " + migrations(cost) + " more than it costs.";
    }

    /** {@return what so many ordinary migrations cost} */
    private static String migrations(double cost) {
        return "the price of " + number(cost) + (number(cost).equals("1") ? " migration" : " migrations");
    }

    private static String hosts(List<HostId> hosts) {
        String first = hosts.stream().limit(MOST_HOSTS).map(HostId::toString).collect(Collectors.joining(", "));
        return hosts.size() <= MOST_HOSTS ? first : hosts.size() + " hosts: " + first + " and others";
    }

    private static String percent(double share) {
        if (share > 0 && share < 0.01) {
            return "less than 1 %";
        }
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    /** What is next to nothing is not worth its digits. */
    static String number(double value) {
        if (value != 0 && Math.abs(value) < 0.001) {
            return "less than 0.001";
        }
        if (Math.abs(value) >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
