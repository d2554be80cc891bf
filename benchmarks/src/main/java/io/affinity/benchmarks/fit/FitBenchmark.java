package io.affinity.benchmarks.fit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.benchmarks.Benchmark;
import io.affinity.forecast.arima.Arima;
import io.affinity.forecast.arima.ArimaFit;
import io.affinity.forecast.arima.ArimaForecast;
import io.affinity.forecast.arima.AutoArima;
import io.affinity.forecast.ets.ClassicHoltWinters;
import io.affinity.forecast.ets.Ets;
import io.affinity.forecast.ets.EtsFit;
import io.affinity.forecast.ets.EtsForecast;
import io.affinity.forecast.ets.EtsSpec;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * Fits one model to one series, or evaluates it at given parameters, and prints what R would print, as JSON. Intervals are
 * normal. Where R's package departs from its own model (two ETS cases and the multiplicative Holt-Winters), forecasts are
 * R's, as they are meant to be compared.
 */
public final class FitBenchmark implements Benchmark {

    private static final double Z80 = 1.2815515655446004;
    private static final double Z95 = 1.959963984540054;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Needs no settings. */
    public FitBenchmark() {}

    @Override
    public int run(List<String> arguments) throws IOException {
        return run(arguments, System.out, System.err);
    }

    int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        FitOptions options = new FitOptions();
        try {
            new CommandLine(options).parseArgs(arguments.toArray(String[]::new));
            double[] series = options.values();
            long before = THREADS.getCurrentThreadCpuTime();
            FittedSeries fitted = fit(options, series);
            double millis = (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
            write(fitted, millis, out);
            return 0;
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench fit: " + e.getMessage());
            return 2;
        }
    }

    private static FittedSeries fit(FitOptions options, double[] series) throws IOException {
        return switch (options.model) {
            case "arima" -> arima(options, series);
            case "auto-arima" -> of(new AutoArima().estimate(series, options.period), options.horizon, Map.of());
            case "ets" -> ets(options, series);
            case "holtwinters" -> holtWinters(options, series);
            default ->
                throw new IllegalArgumentException(
                        "The model (" + options.model + ") must be one of arima, auto-arima, ets, holtwinters.");
        };
    }

    private static FittedSeries arima(FitOptions options, double[] series) throws IOException {
        Map<String, double[]> past = new LinkedHashMap<>();
        Map<String, double[]> future = new LinkedHashMap<>();
        options.regressors().forEach((name, values) -> {
            if (values.length < series.length + options.horizon) {
                throw new IllegalArgumentException("The regressor " + name + " must have a value for each of the "
                        + series.length + " steps and " + options.horizon + " more for the horizon.");
            }
            past.put(name, Arrays.copyOf(values, series.length));
            future.put(name, Arrays.copyOfRange(values, series.length, series.length + options.horizon));
        });
        ArimaFit fit = options.fixed.isEmpty()
                ? Arima.estimate(series, options.arimaOrder(), past)
                : Arima.evaluate(series, options.arimaOrder(), past, options.fixed);
        return of(fit, options.horizon, future);
    }

    private static FittedSeries of(ArimaFit fit, int horizon, Map<String, double[]> future) {
        ArimaForecast forecast = fit.forecast(horizon, future);
        return new FittedSeries(
                fit.order().toString(),
                fit.parameters(),
                fit.sigma2(),
                fit.logLikelihood(),
                fit.aic(),
                fit.aicc(),
                fit.bic(),
                forecast.mean(),
                forecast.standardErrors(),
                fit.residuals());
    }

    private static FittedSeries ets(FitOptions options, double[] series) {
        EtsSpec spec = EtsSpec.parse(options.spec);
        EtsFit fit = options.fixed.isEmpty()
                ? Ets.estimate(series, options.period, spec)
                : Ets.evaluate(series, options.period, spec, options.fixed);
        EtsForecast forecast = fit.forecastLikeR(options.horizon);
        return new FittedSeries(
                "ETS(" + options.spec + ")",
                fit.parameters(),
                fit.sigma2(),
                fit.loglik(),
                fit.aic(),
                fit.aicc(),
                fit.bic(),
                forecast.mean(),
                forecast.standardDeviation(),
                fit.residuals());
    }

    private static FittedSeries holtWinters(FitOptions options, double[] series) {
        EtsSpec.Season season =
                switch (options.kind) {
                    case "additive" -> EtsSpec.Season.ADDITIVE;
                    case "multiplicative" -> EtsSpec.Season.MULTIPLICATIVE;
                    default ->
                        throw new IllegalArgumentException(
                                "The kind (" + options.kind + ") must be additive or multiplicative.");
                };
        ClassicHoltWinters fit = options.fixed.isEmpty()
                ? ClassicHoltWinters.estimate(series, options.period, season)
                : ClassicHoltWinters.evaluate(
                        series,
                        options.period,
                        season,
                        fixed(options, "alpha"),
                        fixed(options, "beta"),
                        fixed(options, "gamma"));
        EtsForecast forecast = fit.forecastLikeR(options.horizon);
        Map<String, Double> parameters = new LinkedHashMap<>(fit.parameters());
        parameters.putAll(fit.coefficients());
        parameters.put("SSE", fit.sumOfSquares());
        return new FittedSeries(
                "HoltWinters(" + options.kind + ")",
                parameters,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                forecast.mean(),
                forecast.standardDeviation(),
                fit.residuals());
    }

    private static double fixed(FitOptions options, String name) {
        Double value = options.fixed.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "The fixed parameters " + options.fixed + " must hold alpha, beta and gamma.");
        }
        return value;
    }

    private static void write(FittedSeries fitted, double cpuMillis, PrintStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("model", fitted.model());
            json.writeObjectFieldStart("params");
            for (Map.Entry<String, Double> parameter : fitted.parameters().entrySet()) {
                number(json, parameter.getKey(), parameter.getValue());
            }
            json.writeEndObject();
            number(json, "sigma2", fitted.sigma2());
            number(json, "loglik", fitted.loglik());
            number(json, "aic", fitted.aic());
            number(json, "aicc", fitted.aicc());
            number(json, "bic", fitted.bic());
            numbers(json, "mean", fitted.mean());
            numbers(json, "lower80", bounds(fitted, -Z80));
            numbers(json, "upper80", bounds(fitted, Z80));
            numbers(json, "lower95", bounds(fitted, -Z95));
            numbers(json, "upper95", bounds(fitted, Z95));
            numbers(json, "residuals", fitted.residuals());
            json.writeNumberField("cpuMillis", cpuMillis);
            json.writeEndObject();
        }
        out.println();
    }

    private static double[] bounds(FittedSeries fitted, double z) {
        double[] bounds = new double[fitted.mean().length];
        Arrays.setAll(bounds, i -> fitted.mean()[i] + z * fitted.deviation()[i]);
        return bounds;
    }

    private static void numbers(JsonGenerator json, String name, double[] values) throws IOException {
        json.writeArrayFieldStart(name);
        for (double value : values) {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }
}
