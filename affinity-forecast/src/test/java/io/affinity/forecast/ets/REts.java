package io.affinity.forecast.ets;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** What R says of one of its data sets. */
record REts(Properties numbers) {

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
        Properties numbers = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(REts.class.getResourceAsStream(resource), resource), StandardCharsets.UTF_8)) {
            numbers.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new REts(numbers);
    }

    double[] list(String key) {
        return Arrays.stream(numbers.getProperty(key).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    double number(String key) {
        return Double.parseDouble(numbers.getProperty(key));
    }

    int period() {
        return (int) number("period");
    }

    double[] values() {
        return list("values");
    }

    EtsSpec spec() {
        return EtsSpec.parse(numbers.getProperty("spec"));
    }

    Map<String, Double> parameters() {
        Map<String, Double> parameters = new HashMap<>();
        for (String key : numbers.stringPropertyNames()) {
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
