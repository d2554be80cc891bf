// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.ForecasterContract;
import io.affinity.spi.contract.ModelCodecContract;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.snapshot.Envelope;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The contract of codecs must pass one that keeps it, and fail each that breaks it in one way. */
class ModelCodecKitTest {

    @Test
    void passesACodecThatKeepsTheContract() {
        assertThat(KitRun.failures(Plain.class)).isEmpty();
    }

    @Test
    void findsAForecasterWithoutACodec() {
        assertThat(KitRun.failures(NoCodec.class)).hasSize(10);
    }

    @Test
    void findsACodecThatForgetsWhatWasObserved() {
        assertThat(KitRun.failures(Forgetful.class)).containsExactly("encodesAModelThatHasObservedSinceTheFit");
    }

    @Test
    void findsACodecThatRounds() {
        assertThat(KitRun.failures(Rounding.class))
                .contains("goesOnAfterDecodingAsIfNothingHadHappened", "encodesAModelThatHasObservedSinceTheFit");
    }

    @Test
    void findsACodecThatFillsUpWhatIsCutOff() {
        assertThat(KitRun.failures(FillsUp.class)).contains("refusesBytesThatAreCutOff");
    }

    @Test
    void findsACodecThatOverlooksARest() {
        assertThat(KitRun.failures(OverlooksRest.class)).containsExactly("refusesBytesWithARest");
    }

    @Test
    void findsACodecThatDoesNotLookWhetherBytesWereDamaged() {
        assertThat(KitRun.failures(IgnoresDamage.class)).contains("refusesBytesThatWereDamaged");
    }

    @Test
    void findsACodecThatBelievesLengths() {
        assertThat(KitRun.failures(BelievesLengths.class)).containsExactly("refusesCraftedBytesOrCanUseThem");
    }

    @Test
    void findsACodecThatReadsAnything() {
        assertThat(KitRun.failures(ReadsAnything.class)).contains("refusesBytesOfAnythingElse");
    }

    @Test
    void findsACodecThatEncodesTheModelsOfOthers() {
        assertThat(KitRun.failures(EncodesForeign.class)).containsExactly("refusesAModelOfAnotherForecaster");
    }

    @Test
    void findsACodecThatChangesTheModel() {
        assertThat(KitRun.failures(ChangesModel.class)).contains("doesNotChangeTheModelThatItEncodes");
    }

    @Test
    void findsBytesThatDependOnTheCall() {
        assertThat(KitRun.failures(CountsCalls.class)).contains("doesNotChangeTheModelThatItEncodes");
    }

    @Test
    void findsARefitThatTouchesTheModelThereWas() {
        assertThat(KitRun.failures(RefitsInPlace.class))
                .containsExactly("learnsASeriesAnewWithoutTouchingTheModelThereWas");
    }

    static final class Plain extends ModelCodecContract {
        @Override
        protected Forecaster forecaster() {
            return new PlainCodec();
        }
    }

    static final class NoCodec extends ModelCodecContract {
        @Override
        protected Forecaster forecaster() {
            return new PlainForecaster();
        }
    }

    static final class Forgetful extends ModelCodecContract {
        @Override
        protected Forecaster forecaster() {
            return new PlainCodec() {
                @Override
                List<Double> observed(Recorded model) {
                    return List.of();
                }
            };
        }
    }

    static final class Rounding extends ModelCodecContract {
        @Override
        protected Forecaster forecaster() {
            return new PlainCodec() {
                @Override
                double kept(double value) {
                    return (float) value;
                }
            };
        }
    }

    static final class FillsUp extends ModelCodecContract {
        @Override
        protected Forecaster forecaster() {
            return new PlainCodec() {
                @Override
                ByteBuffer open(byte[] encoded) {
                    int known = encoded.length - Envelope.HEADER_BYTES;
                    int length = known > 0 ? ByteBuffer.wrap(encoded).getInt(2 * Integer.BYTES) : 0;
                    return length > known && length < 1 << 20
                            ? ByteBuffer.wrap(Arrays.copyOf(encoded, Envelope.HEADER_BYTES + length))
                                    .slice(Envelope.HEADER_BYTES, length)
                            : super.open(encoded);
                }
            };
        }
    }

    static final class OverlooksRest extends ModelCodecContract {
        @Override
        protected Forecaster forecaster() {
            return new PlainCodec() {
                @Override
                ByteBuffer open(byte[] encoded) {
                    try {
                        return super.open(Arrays.copyOf(encoded, Math.max(0, encoded.length - 1)));
                    } catch (IllegalArgumentException e) {
                        return super.open(encoded);
                    }
                }
            };
        }
    }

    static final class IgnoresDamage extends ModelCodecContract {
        @Override
        protected Forecaster forecaster() {
            return new PlainCodec() {
                @Override
                ByteBuffer open(byte[] encoded) {
                    int length = encoded.length - Envelope.HEADER_BYTES - Envelope.TRAILER_BYTES;
                    return length < 0
                            ? super.open(encoded)
                            : ByteBuffer.wrap(encoded).slice(Envelope.HEADER_BYTES, length);
                }
            };
        }
    }

    static final class BelievesLengths extends ModelCodecContract {
        @Override
        protected Forecaster forecaster() {
            return new PlainCodec() {
                @Override
                int length(int count, ByteBuffer bytes) {
                    return count;
                }
            };
        }
    }

    static final class ReadsAnything extends ModelCodecContract {
        @Override
        protected Forecaster forecaster() {
            return new PlainCodec() {
                @Override
                public FittedModel decode(byte[] encoded, List<Covariate> covariates) {
                    try {
                        return super.decode(encoded, covariates);
                    } catch (IllegalArgumentException e) {
                        TimeSeries any = TimeSeries.of(Instant.EPOCH, Duration.ofMinutes(5), 1, 2, 3);
                        return ((FitResult.Fitted) fit(ForecastRequest.of(any))).model();
                    }
                }
            };
        }
    }

    static final class EncodesForeign extends ModelCodecContract {
        @Override
        protected Forecaster forecaster() {
            return new PlainCodec() {
                @Override
                public byte[] encode(FittedModel model) {
                    return model instanceof Recorded ? super.encode(model) : new byte[0];
                }
            };
        }
    }

    static final class ChangesModel extends ModelCodecContract {
        @Override
        protected Forecaster forecaster() {
            return new PlainCodec() {
                @Override
                public byte[] encode(FittedModel model) {
                    byte[] bytes = super.encode(model);
                    model.observe(50);
                    return bytes;
                }
            };
        }
    }

    static final class CountsCalls extends ModelCodecContract {
        @Override
        protected Forecaster forecaster() {
            return CALLS;
        }

        private static final Forecaster CALLS = new PlainCodec() {

            private final AtomicInteger calls = new AtomicInteger();

            @Override
            public byte[] encode(FittedModel model) {
                byte[] bytes = super.encode(model);
                byte[] marked = Arrays.copyOf(bytes, bytes.length + 1);
                marked[bytes.length] = (byte) calls.incrementAndGet();
                return marked;
            }

            @Override
            public FittedModel decode(byte[] encoded, List<Covariate> covariates) {
                return super.decode(Arrays.copyOf(encoded, Math.max(0, encoded.length - 1)), covariates);
            }
        };
    }

    static final class RefitsInPlace extends ForecasterContract {
        @Override
        protected Forecaster forecaster() {
            return new AlteredForecaster() {
                @Override
                public FitResult refit(FittedModel previous, ForecastRequest request) {
                    previous.observe(50);
                    return fit(request);
                }
            };
        }
    }
}
