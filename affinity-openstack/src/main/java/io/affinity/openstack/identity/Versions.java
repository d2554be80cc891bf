// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.identity;

import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The microversions of a service: the second number of each, as the first never changes.
 *
 * @param least such as 1 of 2.1
 * @param most such as 93 of 2.93; zero if the service knows none
 */
public record Versions(int least, int most) {

    /** {@return what the root of a service says of itself: the only version there, or that of several which has the newest} */
    static Versions of(Json root) {
        List<Json> all = new ArrayList<>(root.at("versions").elements());
        if (!root.at("version").isAbsent()) {
            all.add(root.at("version"));
        }
        Versions newest = new Versions(0, 0);
        for (Json each : all) {
            String most = each.at("version").text("");
            Versions found = new Versions(
                    minor(each.at("min_version").text("")),
                    minor(most.isEmpty() ? each.at("max_version").text("") : most));
            newest = found.most() >= newest.most() ? found : newest;
        }
        return newest;
    }

    private static int minor(String version) {
        return version.matches("[0-9]{1,4}\\.[0-9]{1,6}")
                ? Integer.parseInt(version.substring(version.indexOf('.') + 1))
                : 0;
    }

    /**
     * {@return the newest that both sides know}
     *
     * @param needed without which the call is of no use
     * @param known the newest whose answers are understood here
     * @throws ApiException if the service has none of these
     */
    public int between(int needed, int known, String service) throws ApiException {
        int chosen = Math.min(known, most);
        if (chosen < needed || least > known) {
            throw new ApiException(
                    ApiException.Kind.SETTINGS,
                    "the " + service + " service speaks the microversions " + least + " to " + most
                            + " of its API, and " + needed + " to " + known + " are known here");
        }
        return chosen;
    }
}
