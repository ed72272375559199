package dev.invitations.station.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.topology.HttpSubscription;
import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.Place;
import dev.invitations.topology.apply.Apply;
import dev.invitations.topology.aws.Apis;
import dev.invitations.topology.plan.Plan;
import dev.invitations.topology.plan.Step;
import dev.invitations.topology.plan.Survey;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is declared: once it is applied, there is nothing left to do. */
class ApplyAnythingTest {
    private static Aws aws;

    @BeforeContainer
    static void start() {
        aws = new Aws();
    }

    @AfterContainer
    static void stop() {
        aws.close();
    }

    /** Each is applied to what the one before it left, so this is also about every way from one topology to another. */
    @Property(tries = 24, shrinking = ShrinkingMode.BOUNDED)
    void whatever_is_declared_and_whatever_was_there_once_it_is_applied_the_plan_is_empty(
            @ForAll("topologies") Topology topology) {
        new Apply(aws.sns, aws.sqs, Place.LOCAL, Duration.ofSeconds(1)).apply(topology, applied -> {});

        Plan plan = new Survey(Apis.of(aws.sns, aws.sqs)).plan(topology, Place.LOCAL);

        assertThat(plan.steps()).filteredOn(Step::isChange).isEmpty();
        assertThat(plan.steps())
                .filteredOn(Step.Pending.class::isInstance)
                .extracting(step -> step.resource().name())
                .isEqualTo(webhooks(topology));
    }

    /** Nobody confirms them here. */
    private static List<String> webhooks(Topology topology) {
        return topology.subscriptions()
                .filter(HttpSubscription.class::isInstance)
                .map(subscription -> subscription.name())
                .toList();
    }

    @Provide
    Arbitrary<Topology> topologies() {
        return new AnyTopology("any-").topologies();
    }
}
