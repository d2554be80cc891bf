package io.affinity.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.SnapshotStoreContract;
import io.affinity.spi.snapshot.SnapshotStore;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each part is a store like any other. */
class SharedSnapshotTest extends SnapshotStoreContract {

    private final MemorySnapshots whole = new MemorySnapshots();

    @Override
    protected SnapshotStore store() {
        return new SharedSnapshot(whole, 2).part(1);
    }

    @Override
    protected SnapshotStore reopened(SnapshotStore store) {
        return store();
    }

    private SnapshotStore part(int index) {
        return new SharedSnapshot(whole, 2).part(index);
    }

    @Test
    void partsDoNotDisturbEachOther() {
        SharedSnapshot shared = new SharedSnapshot(whole, 2);
        shared.part(0).save(new byte[] {1, 2});
        assertThat(shared.part(1).load()).isNull();
        shared.part(1).save(new byte[0]);

        assertThat(part(0).load()).containsExactly(1, 2);
        assertThat(part(1).load()).isEmpty();
    }

    @Test
    void whatHasNoPartsIsTheFirst() {
        whole.save(new byte[] {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9});

        assertThat(part(0).load()).hasSize(13);
        assertThat(part(1).load()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 13, 17, 18, 21, 22})
    void whatIsCutIsNotTakenApart(int length) {
        SharedSnapshot shared = new SharedSnapshot(whole, 2);
        shared.part(0).save(new byte[] {1, 2});
        shared.part(1).save(new byte[] {3});
        whole.save(Arrays.copyOf(Objects.requireNonNull(whole.load()), length));

        assertThat(part(0).load()).hasSize(length);
        assertThat(part(1).load()).isNull();
    }
}
