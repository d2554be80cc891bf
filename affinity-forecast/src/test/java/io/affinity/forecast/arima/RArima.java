// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.arima;

import io.affinity.forecast.arima.model.ArimaOrder;
import io.affinity.forecast.arima.model.Constant;
import io.affinity.forecast.reference.RNumbers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What R's arima says of one model of one of its data sets. */
record RArima(String series, String model, RNumbers numbers) {

    private static final String[] SERIES = {
        "AirPassengers",
        "LakeHuron",
        "USAccDeaths",
        "WWWusage",
        "co2",
        "logAirPassengers",
        "lynx",
        "nottem",
        "presidents"
    };

    static Stream<RArima> models() {
        return Stream.of(SERIES).flatMap(series -> {
            RNumbers numbers = load(series);
            return Stream.of(numbers.text("models").split(" ")).map(model -> new RArima(series, model, numbers));
        });
    }

    static Stream<RArima> allSeries() {
        return Stream.of(SERIES).map(series -> new RArima(series, "auto", load(series)));
    }

    private static RNumbers load(String series) {
        return RNumbers.beside(RArima.class, "r-arima-" + series + ".properties");
    }

    double[] values() {
        return numbers.list("values");
    }

    ArimaOrder order() {
        double[] parts = list("order");
        ArimaOrder order = ArimaOrder.of((int) parts[0], (int) parts[1], (int) parts[2]);
        if (parts[3] + parts[4] + parts[5] > 0) {
            order = order.seasonal((int) parts[3], (int) parts[4], (int) parts[5], (int) parts[6]);
        }
        return order.with(parts[7] == 1 ? Constant.ESTIMATED : Constant.NONE);
    }

    /** {@return the years since 1920, from the first of the series on, where the model has a regressor} */
    Map<String, double[]> regressors(int from, int length) {
        return model.contains("xreg")
                ? Map.of(
                        "xreg",
                        IntStream.range(0, length)
                                .mapToDouble(i -> 1875 + from + i - 1920)
                                .toArray())
                : Map.of();
    }

    boolean has(String key) {
        return numbers.keys().contains(model + "." + key);
    }

    double number(String key) {
        return numbers.number(model + "." + key);
    }

    double[] list(String key) {
        return numbers.list(model + "." + key);
    }

    Map<String, Double> coefficients(String key) {
        Map<String, Double> coefficients = new LinkedHashMap<>();
        for (String pair : numbers.text(model + "." + key).split(" ")) {
            String[] sides = pair.split("=");
            coefficients.put(sides[0], Double.parseDouble(sides[1]));
        }
        return coefficients;
    }

    @Override
    public String toString() {
        return series + " " + model;
    }
}
