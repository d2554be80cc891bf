// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.ets;

import io.affinity.forecast.reference.RNumbers;
import java.util.HashMap;
import java.util.Map;

/** What R says of one of its data sets. */
record REts(RNumbers numbers) {

    static final String[] ETS = {
        "AirPassengers-AAA",
        "AirPassengers-AAN",
        "AirPassengers-MAM",
        "AirPassengers-MAdM",
        "LakeHuron-AAdN",
        "LakeHuron-ANN",
        "USAccDeaths-AAA",
        "USAccDeaths-ANA",
        "USAccDeaths-MAM",
        "WWWusage-AAN",
        "WWWusage-AAdN",
        "co2-AAA",
        "co2-MAM",
        "co2-MAdM",
        "logAirPassengers-AAA",
        "logAirPassengers-AAdA",
        "lynx-ANN",
        "lynx-MNN",
        "nottem-AAA",
        "nottem-ANA"
    };

    static REts ets(String name) {
        return of("r-ets-" + name + ".properties");
    }

    static REts holtWinters(String name) {
        return of("r-holt-winters-" + name + "-multiplicative.properties");
    }

    private static REts of(String resource) {
        return new REts(RNumbers.beside(REts.class, resource));
    }

    double[] list(String key) {
        return numbers.list(key);
    }

    double number(String key) {
        return numbers.number(key);
    }

    int period() {
        return (int) number("period");
    }

    double[] values() {
        return list("values");
    }

    EtsSpec spec() {
        return EtsSpec.parse(numbers.text("spec"));
    }

    Map<String, Double> parameters() {
        Map<String, Double> parameters = new HashMap<>();
        for (String key : numbers.keys()) {
            if (key.startsWith("par.")) {
                parameters.put(key.substring(4), number(key));
            }
        }
        return parameters;
    }

    EtsFit atRsOptimum() {
        return Ets.evaluate(values(), period(), spec(), parameters());
    }
}
