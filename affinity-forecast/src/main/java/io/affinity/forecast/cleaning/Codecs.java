package io.affinity.forecast.cleaning;

import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;

/** The byte form of a forecaster behind another. */
final class Codecs {

    private Codecs() {}

    static ModelCodec of(Forecaster forecaster) {
        if (forecaster instanceof ModelCodec codec) {
            return codec;
        }
        throw new IllegalArgumentException(
                "The forecaster " + forecaster.name() + " must be one whose models can be kept as bytes.");
    }
}
