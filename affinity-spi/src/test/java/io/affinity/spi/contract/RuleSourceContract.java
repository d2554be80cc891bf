// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Vm;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RuleSource} promises. Extend it, and hand over a source and an inventory of which it knows rules:
 *
 * <pre>{@code
 * class MyRulesContractTest extends RuleSourceContract {
 *     @Override
 *     protected RuleSource source() {
 *         return new MyRules(file);
 *     }
 *
 *     @Override
 *     protected Inventory inventory(RuleSource source) {
 *         return new MyInventory(folder).inventory();
 *     }
 * }
 * }</pre>
 */
public abstract class RuleSourceContract {

    /** {@return the source under test, new} */
    protected abstract RuleSource source();

    /**
     * {@return an inventory with at least one VM, which the source may be asked about}
     *
     * @param source what {@link #source()} gave, as one object may be both
     */
    protected abstract Inventory inventory(RuleSource source);

    @Test
    void hasANameThatUsersCanChooseItBy() {
        PluginName.check(RuleSource.class, source());
    }

    @Test
    void givesEachPolicyANameOfItsOwn() {
        RuleSource source = source();
        Inventory inventory = inventory(source);

        assertThat(source.rules(inventory).policies())
                .extracting(LocationPolicy::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void givesTheSameRulesForTheSameInventory() {
        RuleSource source = source();
        Inventory inventory = inventory(source);
        Rules first = source.rules(inventory);

        assertThat(source.rules(inventory)).isEqualTo(first);
        assertThat(source.rules(inventory)).as("asked a third time").isEqualTo(first);
    }

    /** VMs come and go; the rules are asked about those that are there. */
    @Test
    void answersForAnInventoryThatLacksAVm() {
        RuleSource source = source();
        Inventory inventory = inventory(source);
        Vm gone = inventory.vms().get(0);
        Inventory.Builder less = Inventory.builder(inventory.observedAt()).topology(inventory.topology());
        inventory.hosts().forEach(less::host);
        inventory.vms().stream()
                .filter(vm -> !vm.equals(gone))
                .forEach(vm -> less.vm(vm, inventory.placement().hostOf(vm.id())));
        Inventory without = less.build();

        assertThatNoException().isThrownBy(() -> without.with(source.rules(without)));
    }
}
