package io.affinity.forecast.encoding;

/** How every encoded model begins: a mark, the version of the format, and the forecaster whose model it is. */
public final class ModelFormat {

    /** Goes up with every change of what any model writes: an old model is then fitted anew, not misread. */
    private static final int VERSION = 2;

    private static final int MARK = 0xAFF1717E;

    private ModelFormat() {}

    /** {@return a state that begins as a model of this forecaster} */
    public static StateWriter begin(String forecaster) {
        StateWriter out = new StateWriter();
        out.putInt(MARK);
        out.putInt(VERSION);
        out.putText(forecaster);
        return out;
    }

    /**
     * {@return what follows the begin of a model of this forecaster}
     *
     * @throws IllegalArgumentException if the bytes are anything else
     */
    public static StateReader open(byte[] bytes, String forecaster) {
        StateReader in = new StateReader(bytes);
        if (in.takeInt() != MARK) {
            throw in.broken("it does not begin as one");
        }
        int version = in.takeInt();
        if (version != VERSION) {
            throw in.broken("its format has version " + version + ", which must be " + VERSION
                    + "; the series must be fitted anew");
        }
        String actual = in.takeText();
        if (!actual.equals(forecaster)) {
            throw in.broken("it is a model of the forecaster " + actual + ", not of " + forecaster);
        }
        return in;
    }
}
