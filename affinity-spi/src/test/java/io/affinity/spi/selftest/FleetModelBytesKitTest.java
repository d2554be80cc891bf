// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.FleetModelBytesContract;
import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.forecast.SeriesResult;
import io.affinity.spi.snapshot.Envelope;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The contract of bytes must pass a forecaster that keeps it, and fail each that breaks it in one way. */
class FleetModelBytesKitTest {

    private static Supplier<FleetForecaster> broken = PlainFleetForecaster::new;

    /** Hands over whatever is broken at the moment. */
    static final class Broken extends FleetModelBytesContract {
        @Override
        protected FleetForecaster forecaster() {
            return broken.get();
        }
    }

    private static Set<String> failures(Supplier<FleetForecaster> defect) {
        broken = defect;
        return KitRun.failures(Broken.class);
    }

    @Test
    void passesBytesWithoutDefects() {
        assertThat(failures(PlainFleetForecaster::new)).isEmpty();
    }

    @Test
    void findsBytesThatRound() {
        assertThat(failures(() -> new PlainFleetForecaster() {
                    @Override
                    public byte[] encode(FleetModel model) {
                        PlainFleetModel plain = (PlainFleetModel) model;
                        double exact = plain.level(0, 0).level;
                        plain.level(0, 0).level = (float) exact;
                        byte[] bytes = super.encode(model);
                        plain.level(0, 0).level = exact;
                        return bytes;
                    }
                }))
                .contains("goesOnAfterDecodingAsIfNothingHadHappened", "encodesAModelThatHasObservedSinceTheFit");
    }

    /** What VMs have in common matters as soon as one is new. */
    @Test
    void findsAModelThatIsFittedAnewInPlaceOfBeingDecoded() {
        assertThat(failures(() -> new PlainFleetForecaster() {
                    @Override
                    public FleetModel decode(byte[] bytes, FleetHistory history) {
                        FleetModel decoded = super.decode(bytes, history);
                        assertThat(decoded).isNotNull();
                        return ((FleetFitResult.Fitted) fit(FleetRequest.of(history))).model();
                    }
                }))
                .contains("goesOnAfterDecodingAsIfNothingHadHappened");
    }

    @Test
    void findsBytesInTheOrderOfPlaces() {
        assertThat(failures(() -> new PlainFleetForecaster() {
                    @Override
                    public FleetModel decode(byte[] bytes, FleetHistory history) {
                        PlainFleetModel model = (PlainFleetModel) super.decode(bytes, history);
                        boolean isSwapped = !history.fleet().vms().isEmpty()
                                && !history.fleet().vms().get(0).id().value().equals("vm-0");
                        if (isSwapped) {
                            model.level(0, 0).level += 1;
                        }
                        return model;
                    }
                }))
                .contains("decodesAModelForAFleetWhoseVmsHaveOtherPlaces")
                .doesNotContain("goesOnAfterDecodingAsIfNothingHadHappened");
    }

    @Test
    void findsADecoderThatInsistsOnItsVms() {
        assertThat(failures(() -> new PlainFleetForecaster() {
                    @Override
                    public FleetModel decode(byte[] bytes, FleetHistory history) {
                        if (history.fleet().vms().stream()
                                .anyMatch(vm -> vm.id().value().equals("new"))) {
                            throw new IllegalArgumentException("new");
                        }
                        return super.decode(bytes, history);
                    }
                }))
                .containsExactly("forgetsVmsThatAreGoneAndMeetsThoseThatAreNew");
    }

    @Test
    void findsAnEncoderThatChangesTheModel() {
        assertThat(failures(() -> new PlainFleetForecaster() {
                    @Override
                    public byte[] encode(FleetModel model) {
                        byte[] bytes = super.encode(model);
                        ((PlainFleetModel) model).level(0, 0).level += 1;
                        return bytes;
                    }
                }))
                .contains("doesNotChangeTheModelThatItEncodes");
    }

    @Test
    void findsBytesThatDependOnTheCall() {
        AtomicInteger calls = new AtomicInteger();
        assertThat(failures(() -> new PlainFleetForecaster() {
                    @Override
                    double kept(double value) {
                        return value + calls.incrementAndGet();
                    }
                }))
                .contains("doesNotChangeTheModelThatItEncodes", "givesTheSameBytesForADecodedModel");
    }

    @Test
    void findsADecoderThatKeepsTheBytes() {
        assertThat(failures(() -> new PlainFleetForecaster() {
                    @Override
                    public FleetModel decode(byte[] bytes, FleetHistory history) {
                        return new AlteredFleetModel((PlainFleetModel) super.decode(bytes, history)) {
                            @Override
                            public List<SeriesResult> forecast(int steps, QuantileLevels levels) {
                                return PlainFleetForecasterOf.bytes(bytes, history)
                                        .forecast(steps, levels);
                            }
                        };
                    }
                }))
                .contains("keepsNoneOfTheBytesItWasHanded");
    }

    /** Decodes once more. */
    private static final class PlainFleetForecasterOf {

        private PlainFleetForecasterOf() {}

        static FleetModel bytes(byte[] bytes, FleetHistory history) {
            return new PlainFleetForecaster().decode(bytes, history);
        }
    }

    @Test
    void findsADecoderThatFillsUpWhatIsCutOff() {
        assertThat(failures(() -> new PlainFleetForecaster() {
                    @Override
                    public FleetModel decode(byte[] bytes, FleetHistory history) {
                        boolean isCut = bytes.length > 1000 && bytes.length < 4000;
                        return super.decode(isCut ? fullBytes() : bytes, history);
                    }

                    private byte[] fullBytes() {
                        throw new IllegalStateException("nothing to fill up with");
                    }
                }))
                .containsExactly("refusesBytesThatAreCutOff");
    }

    @Test
    void findsADecoderThatOverlooksARest() {
        assertThat(failures(() -> new PlainFleetForecaster() {
                    @Override
                    DataInputStream open(byte[] bytes) throws IOException {
                        try {
                            return super.open(bytes);
                        } catch (IOException e) {
                            return super.open(Arrays.copyOf(bytes, Math.max(0, bytes.length - 1)));
                        }
                    }
                }))
                .containsExactly("refusesBytesWithARest");
    }

    @Test
    void findsADecoderThatDoesNotLookWhetherBytesWereDamaged() {
        assertThat(failures(() -> new PlainFleetForecaster() {
                    @Override
                    DataInputStream open(byte[] bytes) throws IOException {
                        int length = bytes.length - Envelope.HEADER_BYTES - Envelope.TRAILER_BYTES;
                        return length < 0
                                ? super.open(bytes)
                                : new DataInputStream(new ByteArrayInputStream(bytes, Envelope.HEADER_BYTES, length));
                    }
                }))
                .contains("refusesBytesThatWereDamaged");
    }

    @Test
    void findsADecoderThatReadsAnything() {
        byte[] anything = new byte[4096];
        Arrays.fill(anything, (byte) 'x');
        assertThat(failures(() -> new PlainFleetForecaster() {
                    @Override
                    public FleetModel decode(byte[] bytes, FleetHistory history) {
                        return Arrays.equals(bytes, anything)
                                ? ((FleetFitResult.Fitted) fit(FleetRequest.of(history))).model()
                                : super.decode(bytes, history);
                    }
                }))
                .containsExactly("refusesBytesOfAnythingElse");
    }

    @Test
    void findsADecoderThatTakesAnyResources() {
        assertThat(failures(() -> new PlainFleetForecaster() {
                    @Override
                    public FleetModel decode(byte[] bytes, FleetHistory history) {
                        return history.fleet().resources().size() == 1
                                ? ((FleetFitResult.Fitted) fit(FleetRequest.of(history))).model()
                                : super.decode(bytes, history);
                    }
                }))
                .containsExactly("refusesToGoOnWithOtherResources");
    }

    @Test
    void findsAnEncoderOfTheModelsOfOthers() {
        assertThat(failures(() -> new PlainFleetForecaster() {
                    @Override
                    public byte[] encode(FleetModel model) {
                        return model instanceof PlainFleetModel ? super.encode(model) : new byte[] {1};
                    }
                }))
                .containsExactly("refusesAModelOfAnotherForecaster");
    }
}
