// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.DemandSourceContract;
import io.affinity.spi.contract.InventorySourceContract;
import io.affinity.spi.contract.RuleSourceContract;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TelemetryKitTest {

    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration PACE = Duration.ofMinutes(5);
    private static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);
    private static final HostId A = new HostId("a");
    private static final VmId V = new VmId("v");
    private static final VmId W = new VmId("w");

    @Test
    void passesImplementationsWithoutDefects() {
        assertThat(KitRun.failures(GoodInventory.class)).isEmpty();
        assertThat(KitRun.failures(GoodRules.class)).isEmpty();
        assertThat(KitRun.failures(GoodDemand.class)).isEmpty();
        assertThat(KitRun.failures(ForgetfulDemand.class)).isEmpty();
    }

    @Test
    void findsNamesThatNobodyCanType() {
        assertThat(KitRun.failures(NamelessInventory.class)).containsExactly("hasANameThatUsersCanChooseItBy");
        assertThat(KitRun.failures(NamelessRules.class)).containsExactly("hasANameThatUsersCanChooseItBy");
        assertThat(KitRun.failures(NamelessDemand.class)).containsExactly("hasANameThatUsersCanChooseItBy");
    }

    @Test
    void findsAnInventoryWithoutVms() {
        assertThat(KitRun.failures(EmptyInventory.class)).contains("seesHostsAndVms");
    }

    @Test
    void findsTimeThatGoesBack() {
        assertThat(KitRun.failures(BackwardInventory.class)).containsExactly("neverGoesBackInTime");
        assertThat(KitRun.failures(BackwardDemand.class)).contains("neverGoesBackInTime");
    }

    @Test
    void findsResourcesThatChangeTheirOrder() {
        assertThat(KitRun.failures(RestlessInventory.class)).containsExactly("keepsTheOrderOfTheResources");
    }

    @Test
    void findsIdsThatAreGivenAnew() {
        assertThat(KitRun.failures(RenamingInventory.class)).containsExactly("givesHostsAndVmsTheSameIdsEachTime");
    }

    @Test
    void findsPoliciesOfOneName() {
        assertThat(KitRun.failures(TwinRules.class))
                .containsExactlyInAnyOrder("givesEachPolicyANameOfItsOwn", "answersForAnInventoryThatLacksAVm");
    }

    @Test
    void findsRulesThatChangeByThemselves() {
        assertThat(KitRun.failures(FickleRules.class)).containsExactly("givesTheSameRulesForTheSameInventory");
    }

    @Test
    void findsRulesThatRelyOnAVm() {
        assertThat(KitRun.failures(BrittleRules.class)).containsExactly("answersForAnInventoryThatLacksAVm");
    }

    @Test
    void findsASourceThatMeasuresNothing() {
        assertThat(KitRun.failures(BlindDemand.class)).containsExactly("measuresAVmOfTheInventory");
    }

    @Test
    void findsTwoValuesOfOneInstant() {
        assertThat(KitRun.failures(FickleDemand.class)).containsExactly("givesTheSameDemandForTheSameInventory");
    }

    @Test
    void findsHistoryOfAnotherRequest() {
        assertThat(KitRun.failures(ShortDemand.class)).contains("answersExactlyTheHistoryAskedFor");
        assertThat(KitRun.failures(EagerDemand.class)).containsExactly("answersForNoVms");
    }

    @Test
    void findsHistoryThatMixesVmsUp() {
        assertThat(KitRun.failures(MixedUpDemand.class)).containsExactly("answersForManyVmsAsForEachOfThem");
    }

    @Test
    void findsAMemoryOfWhatCannotBeKnown() {
        assertThat(KitRun.failures(PropheticDemand.class)).containsExactly("knowsNothingOfTheFuture");
        assertThat(KitRun.failures(InventiveDemand.class)).containsExactly("knowsNothingOfAVmItHasNeverSeen");
    }

    private static Inventory inventory(Instant at, ResourceSet resources, VmId... vms) {
        double[] much = new double[resources.size()];
        Arrays.fill(much, 8);
        Inventory.Builder inventory = Inventory.builder(at).host(Host.of(A, ResourceVector.of(resources, much)));
        for (VmId vm : vms) {
            inventory.vm(Vm.of(vm, ResourceVector.of(resources, much)), A);
        }
        return inventory.build();
    }

    static class GoodInventory extends InventorySourceContract {
        @Override
        protected InventorySource source() {
            return new PlainInventory();
        }
    }

    static final class NamelessInventory extends GoodInventory {
        @Override
        protected InventorySource source() {
            return new PlainInventory() {
                @Override
                public String name() {
                    return "My Inventory";
                }
            };
        }
    }

    static final class EmptyInventory extends GoodInventory {
        @Override
        protected InventorySource source() {
            return new PlainInventory() {
                @Override
                Inventory seen(int number) {
                    return TelemetryKitTest.inventory(at(number), RESOURCES);
                }
            };
        }
    }

    static final class BackwardInventory extends GoodInventory {
        @Override
        protected InventorySource source() {
            return new PlainInventory() {
                @Override
                Inventory seen(int number) {
                    return super.seen(-number);
                }
            };
        }
    }

    static final class RestlessInventory extends GoodInventory {
        @Override
        protected InventorySource source() {
            return new PlainInventory() {
                @Override
                Inventory seen(int number) {
                    ResourceSet other = ResourceSet.of(Resource.MEMORY, Resource.CPU);
                    return TelemetryKitTest.inventory(at(number), number % 2 == 0 ? RESOURCES : other, V, W);
                }
            };
        }
    }

    static final class RenamingInventory extends GoodInventory {
        @Override
        protected InventorySource source() {
            return new PlainInventory() {
                @Override
                Inventory seen(int number) {
                    return TelemetryKitTest.inventory(at(number), RESOURCES, new VmId("v" + number));
                }
            };
        }
    }

    private static class PlainInventory implements InventorySource {

        private int asked;

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public Inventory inventory() {
            asked++;
            return seen(asked);
        }

        Inventory seen(int number) {
            return TelemetryKitTest.inventory(at(number), RESOURCES, V, W);
        }

        static Instant at(int number) {
            return MONDAY.plus(PACE.multipliedBy(number));
        }
    }

    static class GoodRules extends RuleSourceContract {
        @Override
        protected RuleSource source() {
            return new PlainRules();
        }

        @Override
        protected Inventory inventory(RuleSource source) {
            return TelemetryKitTest.inventory(MONDAY, RESOURCES, V, W);
        }
    }

    static final class NamelessRules extends GoodRules {
        @Override
        protected RuleSource source() {
            return new PlainRules() {
                @Override
                public String name() {
                    return "";
                }
            };
        }
    }

    static final class TwinRules extends GoodRules {
        @Override
        protected RuleSource source() {
            return new PlainRules() {
                @Override
                public Rules rules(Inventory inventory) {
                    return super.rules(inventory).and(super.rules(inventory));
                }
            };
        }
    }

    static final class FickleRules extends GoodRules {
        @Override
        protected RuleSource source() {
            return new PlainRules() {
                private int asked;

                @Override
                public Rules rules(Inventory inventory) {
                    asked++;
                    return asked % 2 == 0 ? Rules.NONE : super.rules(inventory);
                }
            };
        }
    }

    static final class BrittleRules extends GoodRules {
        @Override
        protected RuleSource source() {
            return new PlainRules() {
                @Override
                public Rules rules(Inventory inventory) {
                    inventory.placement().hostOf(V);
                    return super.rules(inventory);
                }
            };
        }
    }

    private static class PlainRules implements RuleSource {

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public Rules rules(Inventory inventory) {
            return new Rules(
                    List.of(new LocationPolicy.Pinned("v stays", Strength.hard(), Scope.CONTINUOUS, V, A)), List.of());
        }
    }

    static class GoodDemand extends DemandSourceContract {

        private int number;

        @Override
        protected DemandSource source() {
            return new PlainDemand();
        }

        @Override
        protected Inventory inventory(DemandSource source) {
            return TelemetryKitTest.inventory(PlainInventory.at(number), RESOURCES, V, W);
        }

        @Override
        protected void passTime(DemandSource source) {
            number++;
        }
    }

    static final class NamelessDemand extends GoodDemand {
        @Override
        protected DemandSource source() {
            return new PlainDemand() {
                @Override
                public String name() {
                    return "DEMAND";
                }
            };
        }
    }

    static final class ForgetfulDemand extends GoodDemand {
        @Override
        protected DemandSource source() {
            return new PlainDemand() {
                @Override
                public PastDemand history(HistoryRequest request) {
                    return PastDemand.unknown(request);
                }
            };
        }
    }

    static final class BlindDemand extends GoodDemand {
        @Override
        protected DemandSource source() {
            return new PlainDemand() {
                @Override
                public Demand demand(Inventory inventory) {
                    return Demand.builder(inventory.observedAt(), RESOURCES).build();
                }
            };
        }
    }

    static final class BackwardDemand extends GoodDemand {
        @Override
        protected DemandSource source() {
            return new PlainDemand() {
                private int asked;

                @Override
                public Demand demand(Inventory inventory) {
                    asked++;
                    return Demand.builder(PlainInventory.at(-asked), RESOURCES)
                            .put(V, Resource.CPU, 1)
                            .build();
                }
            };
        }
    }

    static final class FickleDemand extends GoodDemand {
        @Override
        protected DemandSource source() {
            return new PlainDemand() {
                private int asked;

                @Override
                public Demand demand(Inventory inventory) {
                    asked++;
                    return Demand.builder(inventory.observedAt(), RESOURCES)
                            .put(V, Resource.CPU, asked)
                            .build();
                }
            };
        }
    }

    static final class ShortDemand extends GoodDemand {
        @Override
        protected DemandSource source() {
            return new PlainDemand() {
                @Override
                public PastDemand history(HistoryRequest request) {
                    int length = Math.min(request.length(), 99);
                    return super.history(new HistoryRequest(
                            request.vms(), request.resources(), request.start(), request.step(), length));
                }
            };
        }
    }

    static final class EagerDemand extends GoodDemand {
        @Override
        protected DemandSource source() {
            return new PlainDemand() {
                @Override
                public PastDemand history(HistoryRequest request) {
                    VmId first = request.vms().get(0);
                    return first == null ? PastDemand.unknown(request) : super.history(request);
                }
            };
        }
    }

    static final class MixedUpDemand extends GoodDemand {
        @Override
        protected DemandSource source() {
            return new PlainDemand() {
                @Override
                double of(HistoryRequest request, VmId vm) {
                    return request.vms().indexOf(vm);
                }
            };
        }
    }

    static final class PropheticDemand extends GoodDemand {
        @Override
        protected DemandSource source() {
            return new PlainDemand() {
                @Override
                boolean isPast(Instant at) {
                    return true;
                }
            };
        }
    }

    static final class InventiveDemand extends GoodDemand {
        @Override
        protected DemandSource source() {
            return new PlainDemand() {
                @Override
                boolean isKnown(VmId vm) {
                    return true;
                }
            };
        }
    }

    private static class PlainDemand implements DemandSource {

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public Demand demand(Inventory inventory) {
            return Demand.builder(inventory.observedAt(), RESOURCES)
                    .put(V, Resource.CPU, 1)
                    .put(new VmId("gone"), Resource.CPU, 1)
                    .build();
        }

        @Override
        public PastDemand history(HistoryRequest request) {
            PastDemand.Builder past = PastDemand.builder(request);
            for (VmId vm : request.vms()) {
                if (isKnown(vm)) {
                    double[] values = new double[request.length()];
                    for (int i = 0; i < values.length; i++) {
                        Instant at = request.start().plus(request.step().multipliedBy(i));
                        values[i] = isPast(at) ? of(request, vm) : Double.NaN;
                    }
                    past.put(vm, Resource.CPU, values);
                }
            }
            return past.build();
        }

        double of(HistoryRequest request, VmId vm) {
            return vm.value().length();
        }

        boolean isKnown(VmId vm) {
            return vm.equals(V) || vm.equals(W);
        }

        boolean isPast(Instant at) {
            return at.isBefore(MONDAY);
        }
    }
}
