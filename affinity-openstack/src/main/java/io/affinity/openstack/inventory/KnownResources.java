// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import io.affinity.openstack.compute.Hypervisor;
import io.affinity.openstack.compute.Placement;
import io.affinity.openstack.compute.ProviderResources;
import io.affinity.openstack.compute.ResourceProvider;
import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.inventory.Questions.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Placement knows of hypervisors. A provider is asked about again only when its generation is another one, which changes whenever its
 * inventory, its traits or what is taken of it do. Not thread-safe.
 */
final class KnownResources {

    private static final Logger LOG = LoggerFactory.getLogger(KnownResources.class);

    private record Known(long generation, ProviderResources resources) {}

    private final Placement placement;
    private final int atOnce;
    private Map<String, Known> known = Map.of();
    private boolean isComplained;

    KnownResources(Placement placement, int atOnce) {
        this.placement = placement;
        this.atOnce = atOnce;
    }

    /** {@return what there is and what is taken by the ids of hypervisors; null if Placement is not there, or not for us} */
    @Nullable
    Map<String, ProviderResources> of(List<Hypervisor> hypervisors) {
        List<ResourceProvider> providers = providers();
        if (providers == null) {
            return null;
        }
        Map<String, ResourceProvider> byId = new HashMap<>();
        providers.forEach(provider -> byId.put(provider.id(), provider));
        Map<String, Known> now = new HashMap<>();
        List<ResourceProvider> changed = new ArrayList<>();
        for (Hypervisor hypervisor : hypervisors) {
            ResourceProvider provider = byId.get(hypervisor.id());
            Known before = known.get(hypervisor.id());
            if (provider != null && before != null && before.generation() == provider.generation()) {
                now.put(provider.id(), before);
            } else if (provider != null) {
                changed.add(provider);
            }
        }
        ask(changed, now);
        known = now;
        Map<String, ProviderResources> resources = new HashMap<>();
        now.forEach((id, each) -> resources.put(id, each.resources()));
        return resources;
    }

    private @Nullable List<ResourceProvider> providers() {
        try {
            return placement.isOffered() ? placement.providers() : complain("its catalog has no such service");
        } catch (ApiException e) {
            if (e.kind() == ApiException.Kind.FORBIDDEN) {
                return complain(e.getMessage() + ". " + Rights.PROVIDERS.needed());
            }
            throw Rights.PROVIDERS.denied(e);
        }
    }

    /** Said once: it makes a difference, and does not keep anything from being decided. */
    private @Nullable List<ResourceProvider> complain(@Nullable String why) {
        if (!isComplained) {
            isComplained = true;
            LOG.warn(
                    "Placement does not tell what hosts may promise, so that their CPUs count as not limited, and their memory as"
                            + " a whole: {}",
                    why);
        }
        return null;
    }

    private void ask(List<ResourceProvider> changed, Map<String, Known> into) {
        Map<ResourceProvider, Answer<ProviderResources>> answers =
                Questions.ask(changed, atOnce, provider -> placement.resources(provider.id()), () -> true);
        answers.forEach((provider, answer) -> {
            ApiException failure = answer.failure();
            ProviderResources resources = answer.value();
            if (resources != null) {
                into.put(provider.id(), new Known(provider.generation(), resources));
            } else if (failure != null && failure.kind() != ApiException.Kind.NOT_FOUND) {
                throw Rights.RESOURCES.denied(failure);
            }
        });
    }
}
