package io.affinity.spi.placement;

/**
 * The value of a placement, term by term, in migrations; lower is better. The hard violation comes first, whatever the
 * rest says.
 *
 * @param hardViolation summed over the hard policies in their own units, plus by how much each host promises more
 *     than it may, as a share of its limit, plus one for each VM on a draining host that may migrate
 * @param contention expected time of VMs on hosts that are short, by priority
 * @param shortfall expected shortfall, by priority
 * @param softPolicies violation of the soft policies, by weight
 * @param migrations what getting there from the present placement costs
 * @param activeHosts hosts that must stay switched on
 * @param imbalance unevenness of utilization
 */
public record Objective(
        double hardViolation,
        double contention,
        double shortfall,
        double softPolicies,
        double migrations,
        double activeHosts,
        double imbalance)
        implements Comparable<Objective> {

    /** {@return the sum of all terms but the hard violation} */
    public double cost() {
        return contention + shortfall + softPolicies + migrations + activeHosts + imbalance;
    }

    @Override
    public int compareTo(Objective other) {
        int hard = Double.compare(hardViolation, other.hardViolation);
        return hard != 0 ? hard : Double.compare(cost(), other.cost());
    }
}
