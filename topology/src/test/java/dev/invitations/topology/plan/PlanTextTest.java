package dev.invitations.topology.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.topology.Difference;
import dev.invitations.topology.Resource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people read; the rest of it is read from a real plan, by the tests of the local station. */
class PlanTextTest {
    private static final String ARN = "arn:aws:sns:eu-central-1:123456789012:invitations";
    private static final Resource WEBHOOKS =
            new Resource.Subscription("webhooks", ARN, "https", "https://relay.example.com/sns", Map.of());

    @Test
    void a_replacement_shows_what_can_not_be_changed_and_what_is_there_instead() {
        Difference endpoint =
                new Difference("Endpoint", "https://relay.example.com/sns", Optional.of("https://old.example.com"));

        assertThat(text(new Step.Replace(WEBHOOKS, ARN + ":1", List.of(endpoint))))
                .isEqualTo("""
                        -/+ subscription       webhooks                 AWS can't change it: a new one is needed
                             ~ Endpoint https://old.example.com -> https://relay.example.com/sns
                             in place of arn:aws:sns:eu-central-1:123456789012:invitations:1
                        1 to replace.
                        """);
    }

    @Test
    void a_subscription_that_is_not_confirmed_says_by_whom_it_has_to_be() {
        assertThat(text(new Step.Pending(WEBHOOKS, Optional.empty()))).isEqualTo("""
                        ?   subscription       webhooks                 waits until https://relay.example.com/sns confirms it
                        1 pending confirmation.
                        """);
    }

    @Test
    void an_extra_subscription_that_was_never_confirmed_goes_by_itself() {
        Extra pending = new Extra(
                Resource.SUBSCRIPTION,
                "https https://x.example.com",
                "PendingConfirmation",
                "PendingConfirmation",
                Optional.empty());

        assertThat(text(new Plan(List.of(), List.of(pending)))).isEqualTo("""
                        -   subscription       https https://x.example.com not declared: never confirmed; SNS drops it after three days
                        1 not declared.
                        """);
    }

    @Test
    void a_policy_that_is_not_there_does_not_fill_the_screen() {
        String policy = "{\"Statement\":[" + "\"x\",".repeat(100) + "\"x\"]}";

        assertThat(text(new Step.Change(
                                WEBHOOKS, ARN, List.of(new Difference("Policy", policy, Optional.empty())), List.of()))
                        .lines())
                .allMatch(line -> line.length() < 130)
                .anyMatch(line -> line.startsWith("     ~ Policy none -> {\"Statement\":[") && line.endsWith("…"));
    }

    private static String text(Step step) {
        return text(new Plan(List.of(step), List.of()));
    }

    private static String text(Plan plan) {
        StringWriter text = new StringWriter();
        new PlanText(new PrintWriter(text, true)).print(plan);
        return text.toString();
    }
}
