// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

/**
 * What one series did and was forecast to do, at the times of {@link ForecastStrips}, in bytes so that those of a whole fleet fit
 * into a page. Immutable and thread-safe.
 *
 * @param subject name of the VM, not blank
 * @param resource what is forecast, not blank
 * @param unit of the values; empty for none
 * @param scale the value that a byte of {@value #HIGHEST} stands for, finite and above 0
 * @param bytes base64 of four rows, each a byte for each time: what happened, the mean of the forecast, and the bounds of its 80 %
 *     interval; {@value #MISSING} where there is nothing
 */
public record ForecastStrip(String subject, String resource, String unit, double scale, String bytes) {

    public static final int HIGHEST = 254;
    public static final int MISSING = 255;

    /**
     * Checks the texts and the scale.
     *
     * @throws IllegalArgumentException if a name is blank or the scale is illegal
     */
    public ForecastStrip {
        Require.text("subject", subject);
        Require.text("resource", resource);
        Require.present("unit", unit);
        Require.present("bytes", bytes);
        Require.that(
                scale > 0 && Double.isFinite(scale),
                "The scale (%s) of (%s) must be finite and above 0.",
                scale,
                subject);
    }
}
