// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.config.ActivitySection;
import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Problem;
import io.affinity.core.RebalancerBuilder;
import io.affinity.core.dependence.OutsideSettings;
import io.affinity.forecast.Forecasters;
import io.affinity.sources.Sources;
import io.affinity.sources.activity.ActivityReader;
import io.affinity.sources.activity.WatchedActivity;
import io.affinity.sources.document.Documents;
import io.affinity.sources.event.KnownVms;
import io.affinity.sources.prometheus.settings.StoreQuery;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The series that the cluster file names as going ahead of demand. Belongs to one thread.
 */
final class FileActivity implements AutoCloseable {

    private final WatchedPlaces places = new WatchedPlaces("affinity-activity");
    private final List<WatchedActivity> series = new ArrayList<>();

    /**
     * @param vms who VMs are
     * @param step of the loop
     * @param past how far back series are read
     */
    FileActivity(List<ActivitySection> sections, KnownVms vms, Duration step, Duration past, Clock clock) {
        for (ActivitySection section : sections) {
            StoreQuery query = section.queryWithin(step);
            Mention stated = section.stated();
            ActivityReader samples = query == null
                    ? Sources.activity(Documents.at(stated.name(), WatchedPlaces.folderOf(stated), clock))
                    : Sources.activity(query, step, past, clock);
            WatchedActivity one = new WatchedActivity(section.name().name(), samples, section.whose(), vms, clock);
            series.add(one);
            places.add(stated, query == null && !Documents.isAddress(stated.name()), one::refresh, one::problem);
        }
    }

    /**
     * Gives a loop these series, once all were read that can be.
     *
     * @throws io.affinity.cli.config.ConfigException if a file cannot be read, or is not right; an address or a store may come to be
     */
    RebalancerBuilder applyTo(RebalancerBuilder loop) {
        if (places.isEmpty()) {
            return loop;
        }
        // The loop tells what is wrong with them by itself.
        places.readOnce(doubt -> {});
        return loop.outside(series, Forecasters.auto(), OutsideSettings.DEFAULT);
    }

    /** {@return what is wrong with files, addresses and stores, which are read for that} */
    List<Problem> check() {
        return places.check();
    }

    /** {@return what is wrong with files, which are read for that; no address or store is asked} */
    List<Problem> checkFiles() {
        return places.checkFiles();
    }

    /** {@return how many addresses and stores are named} */
    int addresses() {
        return places.addresses();
    }

    /** Reads what is new from now on, until this is closed. */
    void keepReading() {
        places.keepReading();
    }

    @Override
    public void close() {
        places.close();
    }
}
