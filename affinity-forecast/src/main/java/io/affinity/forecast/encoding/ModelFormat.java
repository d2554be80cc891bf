// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.encoding;

import io.affinity.spi.snapshot.Envelope;

/** What all encoded models have in common: an {@link Envelope}, in which the name of the forecaster comes first. */
public final class ModelFormat {

    /** Its version goes up with every change of what any model writes: an old model is then fitted anew, not misread. */
    private static final Envelope ENVELOPE = new Envelope(0xAFF1717E, 5);

    private ModelFormat() {}

    /** {@return a state that begins as a model of this forecaster} */
    public static StateWriter begin(String forecaster) {
        StateWriter out = new StateWriter();
        out.putText(forecaster);
        return out;
    }

    /** {@return the model as bytes, after all of its state was put} */
    public static byte[] seal(StateWriter state) {
        return ENVELOPE.seal(state.written());
    }

    /**
     * {@return what follows the begin of a model of this forecaster}
     *
     * @throws IllegalArgumentException if the bytes are anything else, or were damaged
     */
    public static StateReader open(byte[] bytes, String forecaster) {
        StateReader in = content(bytes);
        String actual = in.takeText();
        if (!actual.equals(forecaster)) {
            throw in.broken("it is a model of the forecaster " + actual + ", not of " + forecaster);
        }
        return in;
    }

    private static StateReader content(byte[] bytes) {
        try {
            return new StateReader(ENVELOPE.open(bytes), bytes.length);
        } catch (IllegalArgumentException e) {
            throw StateReader.broken(bytes.length, String.valueOf(e.getMessage()));
        }
    }
}
