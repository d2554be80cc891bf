package io.affinity.core.contention;

import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Placement;

/**
 * Counts contention over scenarios. In scenario {@code s} and step {@code t} the load of a host is the sum of its VMs'
 * demand; what exceeds {@link io.affinity.spi.model.Host#usable} is not served, and each VM misses the same share of its
 * demand. Stateless and thread-safe.
 */
public final class ContentionEstimator {

    private ContentionEstimator() {}

    /** {@return the contention of a placement of the scenarios' fleet} */
    public static ContentionForecast estimate(Scenarios scenarios, Placement placement) {
        Fleet fleet = scenarios.fleet().placement().equals(placement)
                ? scenarios.fleet()
                : scenarios.fleet().withPlacement(placement);
        return estimate(scenarios, fleet);
    }

    private static ContentionForecast estimate(Scenarios scenarios, Fleet fleet) {
        int hosts = fleet.hosts().size();
        int resources = fleet.resources().size();
        int steps = scenarios.steps();
        float[] probability = new float[hosts * resources * steps];
        float[] shortfall = new float[hosts * resources * steps];
        float[] vmShortfall = new float[fleet.vms().size() * resources * steps];
        int[] hostByVm = fleet.hostIndexByVm();
        for (int r = 0; r < resources; r++) {
            float[] missing = sumByHost(scenarios, r, hostByVm, hosts);
            boolean[] contended = new boolean[hosts];
            for (int h = 0; h < hosts; h++) {
                contended[h] = judgeHost(
                        missing,
                        h,
                        scenarios,
                        (float) fleet.hosts().get(h).usable(r),
                        probability,
                        shortfall,
                        (h * resources + r) * steps);
            }
            for (int v = 0; v < hostByVm.length; v++) {
                if (contended[hostByVm[v]]) {
                    judgeVm(scenarios, r, v, missing, hostByVm[v], vmShortfall, (v * resources + r) * steps);
                }
            }
        }
        return new ContentionForecast(
                fleet, scenarios.origin(), scenarios.step(), steps, probability, shortfall, vmShortfall);
    }

    private static float[] sumByHost(Scenarios scenarios, int resource, int[] hostByVm, int hosts) {
        int block = scenarios.blockLength();
        float[] load = new float[hosts * block];
        float[] column = scenarios.column(resource);
        for (int v = 0; v < hostByVm.length; v++) {
            int from = scenarios.offset(v);
            int to = hostByVm[v] * block;
            for (int i = 0; i < block; i++) {
                load[to + i] += column[from + i];
            }
        }
        return load;
    }

    /** Replaces the load of a host by the share of it that is not served, and says whether that is ever above zero. */
    private static boolean judgeHost(
            float[] load,
            int host,
            Scenarios scenarios,
            float usable,
            float[] probability,
            float[] shortfall,
            int out) {
        int count = scenarios.scenarios();
        boolean contended = false;
        for (int t = 0; t < scenarios.steps(); t++) {
            int begin = host * scenarios.blockLength() + t * count;
            int exceeded = 0;
            double demanded = 0;
            double unserved = 0;
            for (int i = begin; i < begin + count; i++) {
                float excess = Math.max(0, load[i] - usable);
                demanded += load[i];
                unserved += excess;
                exceeded += excess > 0 ? 1 : 0;
                load[i] = excess > 0 ? excess / load[i] : 0;
            }
            probability[out + t] = (float) exceeded / count;
            shortfall[out + t] = demanded > 0 ? (float) (unserved / demanded) : 0;
            contended |= exceeded > 0;
        }
        return contended;
    }

    private static void judgeVm(
            Scenarios scenarios, int resource, int vm, float[] missing, int host, float[] vmShortfall, int out) {
        float[] column = scenarios.column(resource);
        int count = scenarios.scenarios();
        for (int t = 0; t < scenarios.steps(); t++) {
            int demandAt = scenarios.offset(vm) + t * count;
            int missingAt = host * scenarios.blockLength() + t * count;
            double demanded = 0;
            double unserved = 0;
            for (int s = 0; s < count; s++) {
                demanded += column[demandAt + s];
                unserved += column[demandAt + s] * missing[missingAt + s];
            }
            vmShortfall[out + t] = demanded > 0 ? (float) (unserved / demanded) : 0;
        }
    }
}
