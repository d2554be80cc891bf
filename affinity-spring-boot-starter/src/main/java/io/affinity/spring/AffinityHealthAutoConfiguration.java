// SPDX-License-Identifier: Apache-2.0
package io.affinity.spring;

import io.affinity.core.Rebalancer;
import java.time.Clock;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The health of the loop, where the application has an actuator. */
@AutoConfiguration(after = AffinityAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean({Rebalancer.class, LastCycle.class, RebalancerRunner.class})
@ConditionalOnProperty(name = "management.health.affinity.enabled", matchIfMissing = true)
public class AffinityHealthAutoConfiguration {

    /** As {@code affinity} among the health indicators. */
    @Bean
    @ConditionalOnMissingBean(name = "affinityHealthIndicator")
    public HealthIndicator affinityHealthIndicator(
            LastCycle last, RebalancerRunner runner, AffinityProperties properties) {
        return new AffinityHealthIndicator(last, runner, properties.step(), Clock.systemUTC());
    }
}
